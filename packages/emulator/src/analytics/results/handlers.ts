import type { Context } from '../../server/platform.ts';
import type { Answer } from '../../server/answer.ts';
import type { SavedResult } from '../../sql/index.ts';
import type { Caller } from '../kernel/identity.ts';
import { findQueryRun, queryRunsOf, type QueryRunPlace } from '../runs/query-runs.ts';
import { notFound } from '../kernel/refusals.ts';
import { findRun } from '../runs/report-runs.ts';
import { findReport } from '../reports/reports.ts';
import type { QueryRunRow, ReportRunRow } from '../kernel/rows.ts';
import type { Handle, World } from '../kernel/world.ts';
import { attachment, entryNames } from './file-name.ts';
import { compressed } from './gzip.ts';
import { zipOf } from './zip.ts';

const csvType = 'text/csv; charset=utf-8';
const jsonType = 'application/json; charset=utf-8';

export function resultHandlers(world: World): Record<string, Handle<never>> {
  const { db, results, workspace } = world;

  const csv: Handle<QueryRunPlace> = (input, { identity, headers }) => {
    const row = findQueryRun(world, input, identity);
    resultOf(world, row);
    return csvAnswer(world, row, row.query_name, headers);
  };

  const json: Handle<QueryRunPlace> = (input, { identity, headers }) => {
    const row = findQueryRun(world, input, identity);
    const saved = resultOf(world, row);
    return compressed({ plain: () => results.json(row.token, saved) }, headers, { 'content-type': jsonType });
  };

  /** One CSV, or a zip of several: only the content type tells. */
  const reportCsv: Handle<{ report: string; run: string }> = (input, context) =>
    wholeRun(world, findRun(world, input.report, input.run, context.identity), context);

  /** The first query only, without a word about the others. */
  const reportJson: Handle<{ report: string; run: string }> = (input, { identity, headers }) => {
    const [first] = finished(world, findRun(world, input.report, input.run, identity));
    if (!first) throw notFound('run results not found');
    const saved = resultOf(world, first);
    return compressed({ plain: () => results.json(first.token, saved) }, headers, {
      'content-type': jsonType,
    });
  };

  const latestCsv: Handle<{ report: string }> = (input, context) => {
    const { token } = findReport(world, input.report, context.identity);
    const run = db.get<ReportRunRow>(
      `SELECT * FROM report_runs WHERE report = :token AND state = 'succeeded' ORDER BY id DESC LIMIT 1`,
      { token },
    );
    if (!run) throw notFound('run results not found');
    return wholeRun(world, run, context);
  };

  const document: Handle<QueryRunPlace> = (input, { identity, origin }) => {
    const row = findQueryRun(world, input, identity);
    resultOf(world, row);
    const { report } = findRun(world, input.report, row.run, identity);
    const self = `/api/${workspace.username}/reports/${report}/runs/${row.run}/query_runs/${row.token}/results`;
    const content = (format: string): string => {
      const path = `${self}/content.${format}`;
      return origin + (world.resultLinks?.sign(path, identity.key) ?? path);
    };
    return {
      body: {
        _links: { self: { href: self }, csv: { href: content('csv') }, json: { href: content('json') } },
      },
    };
  };

  return {
    'results.csv': csv,
    'results.json': json,
    'results.reportCsv': reportCsv,
    'results.reportJson': reportJson,
    'results.latestCsv': latestCsv,
    'results.get': document,
  };
}

function wholeRun(world: World, run: ReportRunRow, { identity, headers }: Context<Caller>): Answer {
  const rows = finished(world, run);
  const { name } = findReport(world, run.report, identity);
  const [first] = rows;
  if (!first) throw notFound('run results not found');
  for (const row of rows) resultOf(world, row);
  const isZip = world.reportCsv === 'auto' ? rows.length > 1 : world.reportCsv === 'zip';
  if (!isZip) return csvAnswer(world, first, name, headers);
  const names = entryNames(rows.map((row) => row.query_name));
  return {
    stream: zipOf(
      rows.map((row, at) => ({ name: names[at] ?? '', open: () => world.results.csv(row.token) })),
    ),
    headers: {
      'content-type': 'application/zip',
      'content-disposition': attachment(name, 'zip', new Date()),
    },
  };
}

function csvAnswer(
  { results }: World,
  row: QueryRunRow,
  title: string | null,
  headers: Context['headers'],
): Answer {
  const stream = { plain: () => results.csv(row.token), gzipped: () => results.gzippedCsv(row.token) };
  const own = { 'content-type': csvType, 'content-disposition': attachment(title, 'csv', new Date()) };
  return compressed(stream, headers, own);
}

/** The query runs of a run that has ended. @throws Refusal 404 */
function finished(world: World, run: ReportRunRow): QueryRunRow[] {
  if (run.state === 'enqueued') throw notFound('run has not completed');
  return queryRunsOf(world, run.token);
}

/** What a query run has left. @throws Refusal 404, in the platform's words for each reason */
function resultOf({ results }: World, row: QueryRunRow): SavedResult {
  if (row.state === 'enqueued' || row.state === 'running') throw notFound('run has not completed');
  if (row.result === null || !results.has(row.token)) throw notFound('run results not found');
  return JSON.parse(row.result) as SavedResult;
}
