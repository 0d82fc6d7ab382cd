import { Refusal } from '../../server/refusal.ts';
import { links, collection as list } from '../kernel/hal.ts';
import { notFound } from '../kernel/refusals.ts';
import { findReport } from './reports.ts';
import type { ReportRow } from '../kernel/rows.ts';
import { complaintsAbout, type FilterFields } from './report-filter-rules.ts';
import { newToken, now } from '../kernel/new-values.ts';
import type { Handle, World } from '../kernel/world.ts';

interface Row {
  id: number;
  token: string;
  report: string;
  row_order: number;
  fields: string;
  created_at: string;
  updated_at: string;
}

type Fields = FilterFields & { next_filter_token?: string };

export function reportFilterHandlers(world: World): Record<string, Handle<never>> {
  const { db } = world;
  const rowsOf = (report: string): Row[] =>
    db.all<Row>('SELECT * FROM report_filters WHERE report = :report ORDER BY row_order, id', { report });
  const find = (report: string, token: string): Row => {
    const row = rowsOf(report).find((each) => each.token === token);
    if (!row) throw notFound('report filter not found');
    return row;
  };
  const json = (row: Row, report: ReportRow): Record<string, unknown> => filterJson(world, row, report);
  /** Moves a filter before another; an empty token puts it last. */
  const place = (report: string, token: string, next: string | undefined): void => {
    const others = rowsOf(report).filter((row) => row.token !== token);
    const found = others.findIndex((row) => row.token === next);
    const at = found === -1 ? others.length : found;
    const order = [
      ...others.slice(0, at).map((row) => row.token),
      token,
      ...others.slice(at).map((row) => row.token),
    ];
    for (const [position, each] of order.entries()) {
      db.run('UPDATE report_filters SET row_order = :position WHERE token = :each', { position, each });
    }
  };
  const check = (report: string, fields: FilterFields, own?: string): void => {
    const others = rowsOf(report).filter(({ token }) => token !== own);
    const formulas = others.map((row) => (JSON.parse(row.fields) as FilterFields).formula);
    const complaints = complaintsAbout(fields, formulas);
    if (complaints.length > 0) throw new Refusal(400, complaints.join(', '));
  };

  const listAll: Handle<{ report: string }> = (input, { identity }) => {
    const report = findReport(world, input.report, identity);
    const rows = rowsOf(report.token).map((row) => json(row, report));
    const self = `/api/${world.workspace.username}/reports/${report.token}/filters`;
    return { body: list(self, 'report_filters', rows) };
  };
  const get: Handle<{ report: string; filter: string }> = (input, { identity }) => {
    const report = findReport(world, input.report, identity);
    return { body: json(find(report.token, input.filter), report) };
  };
  const create: Handle<Fields & { report: string }> = (input, { identity }) => {
    const report = findReport(world, input.report, identity);
    const fields = fieldsIn(input);
    check(report.token, fields);
    const [token, at] = [newToken(), now()];
    db.transaction(() => {
      db.run(
        `INSERT INTO report_filters (token, report, row_order, fields, created_at, updated_at)
         VALUES (:token, :report, 0, :fields, :at, :at)`,
        { token, report: report.token, fields: JSON.stringify(fields), at },
      );
      place(report.token, token, input.next_filter_token);
    });
    return { body: json(find(report.token, token), report) };
  };
  const update: Handle<Fields & { report: string; filter: string }> = (input, { identity }) => {
    const report = findReport(world, input.report, identity);
    const row = find(report.token, input.filter);
    const fields = { ...(JSON.parse(row.fields) as FilterFields), ...fieldsIn(input) };
    check(report.token, fields, row.token);
    db.transaction(() => {
      db.run('UPDATE report_filters SET fields = :fields, updated_at = :at WHERE id = :id', {
        id: row.id,
        fields: JSON.stringify(fields),
        at: now(),
      });
      if (input.next_filter_token !== undefined) place(report.token, row.token, input.next_filter_token);
    });
    return { body: json(find(report.token, row.token), report) };
  };
  const updateBatch: Handle<{ report: string; filters: { token: string; options: object }[] }> = (
    input,
    context,
  ) => {
    findReport(world, input.report, context.identity);
    db.transaction(() => {
      for (const { token, options } of input.filters) {
        const row = find(input.report, token);
        const fields = { ...(JSON.parse(row.fields) as FilterFields), options };
        db.run('UPDATE report_filters SET fields = :fields, updated_at = :at WHERE id = :id', {
          id: row.id,
          fields: JSON.stringify(fields),
          at: now(),
        });
      }
    });
    return {};
  };
  const remove: Handle<{ report: string; filter: string }> = (input, { identity }) => {
    const report = findReport(world, input.report, identity);
    const row = find(report.token, input.filter);
    db.run('DELETE FROM report_filters WHERE id = :id', { id: row.id });
    return { body: json(row, report) };
  };
  return {
    'reportFilters.list': listAll,
    'reportFilters.get': get,
    'reportFilters.create': create,
    'reportFilters.update': update,
    'reportFilters.updateBatch': updateBatch,
    'reportFilters.delete': remove,
  };
}

const names = [
  'name',
  'formula',
  'data_type',
  'formula_type',
  'filter_type',
  'control_type',
  'variable_type',
  'options',
  'hide_select_all',
  'show_relevant_values_only',
] as const;

function fieldsIn(input: FilterFields): FilterFields {
  return Object.fromEntries(
    names.flatMap((name) => (input[name] === undefined ? [] : [[name, input[name]]])),
  );
}

function filterJson({ workspace, id }: World, row: Row, report: ReportRow): Record<string, unknown> {
  const path = `/api/${workspace.username}/reports/${report.token}`;
  const fields = JSON.parse(row.fields) as FilterFields;
  return {
    id: id(row.id),
    report_id: id(report.id),
    token: row.token,
    row_order: row.row_order,
    formula_type: null,
    hide_select_all: false,
    show_relevant_values_only: false,
    options: {},
    ...fields,
    created_at: row.created_at,
    updated_at: row.updated_at,
    _links: links({ self: `${path}/filters/${row.token}`, report: path }),
  };
}
