import { Refusal } from '../../server/refusal.ts';
import { addQuery, changeQuery, findQuery, type QueryFields } from '../reports/queries.ts';
import { findRun, runJson } from './report-runs.ts';
import { findReport } from '../reports/reports.ts';
import type { Handle, World } from '../kernel/world.ts';

interface ChosenQuery extends QueryFields {
  token?: string;
  data_source_id: string | number;
  create_query_run: boolean;
  limit?: boolean;
}

/** Runs that save queries first, and run some of them, with the limit of 100 rows where it is asked for. */
export function chosenQueryHandlers(world: World): Record<string, Handle<never>> {
  const create: Handle<{ report: string; queries_attributes: ChosenQuery[] }> = async (
    input,
    { identity },
  ) => {
    const report = findReport(world, input.report, identity).token;
    const saved = world.db.transaction(() =>
      input.queries_attributes.map(({ token, create_query_run: isRun, limit, ...fields }) => {
        if (token === undefined) {
          const { raw_query: sql } = fields;
          if (sql === undefined) throw new Refusal(400, "Raw query can't be blank");
          return { query: addQuery(world, report, { ...fields, raw_query: sql }, identity), isRun, limit };
        }
        const row = findQuery(world, { report, query: token }, identity);
        if (row.report !== report) throw new Refusal(404, 'query not found');
        changeQuery(world, row, fields);
        return { query: token, isRun, limit };
      }),
    );
    const queries = new Map(
      saved
        .filter(({ isRun }) => isRun)
        .map(({ query, limit }) => [query, limit === true ? ('limited' as const) : ('whole' as const)]),
    );
    const run = await world.runner.start({ report, queries, user: identity.user });
    return { body: runJson(world, findRun(world, report, run, identity)) };
  };
  return { 'reportRuns.createWithQueries': create };
}
