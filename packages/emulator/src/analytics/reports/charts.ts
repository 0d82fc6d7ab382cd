import { Refusal } from '../../server/refusal.ts';
import { links, collection as list } from '../kernel/hal.ts';
import type { Caller } from '../kernel/identity.ts';
import { findQuery } from './queries.ts';
import { notFound } from '../kernel/refusals.ts';
import type { ChartRow } from '../kernel/rows.ts';
import { newToken, now } from '../kernel/new-values.ts';
import type { Handle, World } from '../kernel/world.ts';

interface ChartFields {
  view?: object | string;
  view_vegas?: object | string;
  view_version?: number;
  color_palette_token?: string | null;
}

interface Place {
  report: string;
  query: string;
}

export function chartHandlers(world: World): Record<string, Handle<never>> {
  const { db } = world;
  /** By its own token, wherever it is looked for. */
  const find = (place: Place, token: string, caller: Caller): ChartRow => {
    findQuery(world, place, caller);
    const row = db.get<ChartRow>('SELECT * FROM charts WHERE token = :token', { token });
    if (!row) throw notFound('chart not found');
    return row;
  };
  const listAll: Handle<Place> = (input, { identity }) => {
    const query = findQuery(world, input, identity);
    const rows = db.all<ChartRow>('SELECT * FROM charts WHERE query = :token ORDER BY id', {
      token: query.token,
    });
    const self = `/api/${world.workspace.username}/reports/${query.report}/queries/${query.token}/charts`;
    return {
      body: list(
        self,
        'charts',
        rows.map((row) => chartJson(world, row, query.report)),
      ),
    };
  };
  const get: Handle<Place & { chart: string }> = (input, { identity }) => ({
    body: chartJson(world, find(input, input.chart, identity), findQuery(world, input, identity).report),
  });
  const create: Handle<Place & ChartFields> = (input, { identity }) => {
    const query = findQuery(world, input, identity);
    const [token, at] = [newToken(), now()];
    db.run(
      `INSERT INTO charts (token, query, view, view_vegas, view_version, color_palette, creator, created_at, updated_at)
       VALUES (:token, :query, :view, :vegas, :version, :palette, :user, :at, :at)`,
      {
        token,
        query: query.token,
        view: written(input.view ?? {}),
        vegas: written(input.view_vegas ?? {}),
        version: input.view_version ?? 2,
        palette: input.color_palette_token ?? null,
        user: identity.user,
        at,
      },
    );
    return { body: chartJson(world, find(input, token, identity), query.report) };
  };
  const update: Handle<Place & ChartFields & { chart: string }> = (input, { identity }) => {
    const row = find(input, input.chart, identity);
    db.run(
      `UPDATE charts SET view = :view, view_vegas = :vegas, view_version = :version, color_palette = :palette,
         updated_at = :at WHERE id = :id`,
      {
        id: row.id,
        view: input.view === undefined ? row.view : written(input.view),
        vegas: input.view_vegas === undefined ? row.view_vegas : written(input.view_vegas),
        version: input.view_version ?? row.view_version,
        palette: input.color_palette_token === undefined ? row.color_palette : input.color_palette_token,
        at: now(),
      },
    );
    const { report } = findQuery(world, input, identity);
    return { body: chartJson(world, find(input, row.token, identity), report) };
  };
  const remove: Handle<Place & { chart: string }> = (input, { identity }) => {
    const { id } = find(input, input.chart, identity);
    db.run('DELETE FROM charts WHERE id = :id', { id });
    return {};
  };
  return {
    'charts.list': listAll,
    'charts.get': get,
    'charts.create': create,
    'charts.update': update,
    'charts.delete': remove,
  };
}

/** A view as JSON: it is taken as an object, and as the text that charts' own forms say it is. @throws Refusal 400 */
function written(view: object | string): string {
  if (typeof view !== 'string') return JSON.stringify(view);
  try {
    const read: unknown = JSON.parse(view);
    if (typeof read === 'object' && read !== null && !Array.isArray(read)) return JSON.stringify(read);
  } catch {
    // Told below.
  }
  throw new Refusal(400, 'view is not the JSON of an object');
}

function chartJson({ db, workspace }: World, row: ChartRow, report: string): Record<string, unknown> {
  const run = db.get<{ token: string }>(
    'SELECT token FROM report_runs WHERE report = :report ORDER BY id DESC LIMIT 1',
    { report },
  );
  const runs = `/api/${workspace.username}/reports/${report}/runs`;
  const query = `/api/${workspace.username}/reports/${report}/queries/${row.query}`;
  const self = `${query}/charts/${row.token}`;
  const web = `/${workspace.username}/reports/${report}`;
  return {
    token: row.token,
    view: JSON.parse(row.view) as unknown,
    view_version: row.view_version,
    view_vegas: JSON.parse(row.view_vegas) as unknown,
    created_at: row.created_at,
    updated_at: row.updated_at,
    color_palette_token: row.color_palette,
    ...(row.color_palette === null ? {} : { color_palette: { token: row.color_palette } }),
    switch_view_token: null,
    _links: links({
      self,
      report_viz_web: `${web}/viz/${row.token}`,
      preview: run && `${runs}/${run.token}/charts/${row.token}/preview`,
      report_run_viz_web: run && `${web}/runs/${run.token}/viz/${row.token}`,
      creator: `/api/${row.creator}`,
    }),
    _forms: chartForms(row, query, self),
  };
}

function chartForms(row: ChartRow, query: string, self: string): Record<string, unknown> {
  const text = (value?: unknown) => ({ type: 'text', ...(value === undefined ? {} : { value }) });
  const version = { type: 'select', options: [1, 2], value: row.view_version };
  const empty = { view: text(), view_vegas: text(), view_version: version, color_palette_token: text() };
  const filled = {
    view: text(JSON.parse(row.view)),
    view_vegas: text(JSON.parse(row.view_vegas)),
    view_version: version,
    color_palette_token: text(row.color_palette),
  };
  return {
    create: { method: 'post', action: `${query}/charts`, input: { chart: empty } },
    edit: { method: 'patch', action: self, input: { chart: filled } },
    destroy: { method: 'delete', action: self },
  };
}
