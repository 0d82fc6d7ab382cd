import { expect, test } from 'vitest';
import { startEmulator } from '../../src/index.ts';
import { useEmulator } from '../../src/vitest.ts';
import { runReport, send, type Json } from '../calling.ts';
import { clientOf } from './emulated-client.ts';

/** What existing clients showed of the platform, in our words. */
const emulator = useEmulator();
const get = async (path: string): Promise<Json> => (await send(emulator(), 'GET', path)).json;
const seeds = () => emulator().seeds.analytics;

test('lists the runs of a query, the newest first', async () => {
  const { severalQueries: report } = seeds().reports;
  const runs = [await runReport(emulator(), report), await runReport(emulator(), report)];
  await using mode = clientOf(emulator());
  const [query] = await mode.queries.list({ report }).toArray();
  expect(query?._links?.['query_runs']?.href).toBe(
    `/api/acme/reports/${report}/queries/${query?.token}/runs`,
  );
  const found = await mode.queryRuns.listInQuery({ report, query: query?.token ?? '' }).toArray();
  expect(found.slice(0, 2).map(({ _links }) => _links?.['report_run']?.href)).toEqual(
    runs.toReversed().map(({ token }) => `/api/acme/reports/${report}/runs/${token}`),
  );
  expect(found[0]).toMatchObject({ state: 'succeeded', query_token: query?.token });
  expect(found[0]?._links?.['result']?.href).toMatch(/\/results$/);
});

test('links a page that is the only one to itself alone, and groups past their end', async () => {
  expect(Object.keys((await get('/api/acme/spaces'))._links)).toEqual(['self']);
  expect(Object.keys((await get('/api/acme/groups'))._links)).toContain('next_page');
});

test('links what was synced to GitHub to where that is', async () => {
  const { definition, reports } = seeds();
  for (const path of [`/api/acme/definitions/${definition}`, `/api/acme/reports/${reports.failing}`]) {
    expect((await get(path))._links['last_successful_github_sync']).toBeUndefined();
    await send(emulator(), 'PATCH', `${path}/sync_to_github`, { body: { commit_message: 'Sync' } });
    expect((await get(path))._links['last_successful_github_sync']?.href).toMatch(/^https:\/\/github.com\//);
  }
});

test('takes back what a chart and a collection give', async () => {
  const { example: report } = seeds().reports;
  await using mode = clientOf(emulator());
  const [query] = await mode.queries.list({ report }).toArray();
  const place = { report, query: query?.token ?? '' };
  const [chart] = await mode.charts.list(place).toArray();
  const { view, view_vegas, color_palette_token } = chart ?? {};
  const copy = await mode.charts.create({
    ...place,
    view: JSON.stringify(view),
    view_vegas: JSON.stringify(view_vegas),
    color_palette_token,
  });
  expect([copy.view, copy.view_vegas, copy.color_palette_token]).toEqual([view, view_vegas, null]);
  expect(copy.color_palette).toBeUndefined();
  const colourful = await mode.charts.update({
    ...place,
    chart: copy.token,
    color_palette_token: 'abcdefabcdef',
  });
  expect(colourful.color_palette).toEqual({ token: 'abcdefabcdef' });
  const path = `/api/acme/reports/${report}/queries/${place.query}/charts/${copy.token}`;
  const wrong = await send(emulator(), 'PATCH', path, { body: { chart: { view: 'no JSON' } } });
  expect([wrong.status, wrong.json.message]).toEqual([400, 'view is not the JSON of an object']);
  await mode.charts.delete({ ...place, chart: copy.token });

  const { token, description } = await mode.collections.create({ name: 'Plain', description: null });
  expect(description).toBeNull();
  expect((await mode.collections.update({ collection: token, description: 'More' })).description).toBe(
    'More',
  );
  expect((await mode.collections.update({ collection: token, description: null })).description).toBeNull();
});

test('links a chart to its report’s latest run', async () => {
  const { example: report } = seeds().reports;
  const { token } = await runReport(emulator(), report);
  const [query] = (await get(`/api/acme/reports/${report}/queries`))._embedded['queries'] ?? [];
  const charts = `/api/acme/reports/${report}/queries/${query?.token}/charts`;
  const [chart] = (await get(charts))._embedded['charts'] ?? [];
  expect(chart?._links).toMatchObject({
    preview: { href: `/api/acme/reports/${report}/runs/${token}/charts/${chart?.token}/preview` },
    report_run_viz_web: { href: `/acme/reports/${report}/runs/${token}/viz/${chart?.token}` },
  });
});

test('lists the reports of the workspace, as its links filter them', async () => {
  await using mode = clientOf(emulator());
  const all = await mode.reports.list({}).toArray();
  const archived = await mode.reports.list({ filter: 'archived' }).toArray();
  expect([all.length > 60, archived.length, archived.every((each) => each.archived)]).toEqual([
    true,
    3,
    true,
  ]);
  const { example, failing } = seeds().reports;
  const named = await mode.reports.list({ filter: 'by_ids', ids: `${failing},${example}` }).toArray();
  expect(named.map(({ token }) => token).toSorted()).toEqual([example, failing].toSorted());
  expect(await mode.reports.list({ filter: 'starred' }).toArray()).toEqual([]);
  // What a member may not see is in no list of theirs.
  const { json } = await send(emulator(), 'POST', '/api/acme/reports', {
    body: { space_token: seeds().collections.restricted },
  });
  await using member = clientOf(emulator(), 'member');
  const tokens = (await member.reports.list({}).toArray()).map(({ token }) => token);
  expect(tokens).not.toContain(json.token);
});

test('makes a report straight in a collection', async () => {
  const { notes } = seeds().collections;
  await using mode = clientOf(emulator());
  expect((await mode.reports.create({ space_token: notes })).space_token).toBe(notes);
  expect((await mode.reports.create({})).space_token).not.toBe(notes);
  const wrapped = await send(emulator(), 'POST', '/api/acme/reports', {
    body: { report: { space_token: notes } },
  });
  expect(wrapped.json['space_token']).toBe(notes);
  expect((await send(emulator(), 'POST', '/api/acme/reports')).json['space_token']).not.toBe(notes);
});

test('takes POST for a collection where the reference is kept to, and PATCH too', async () => {
  await using own = await startEmulator({ strict: true, habits: 'documented' });
  const path = `/api/acme/spaces/${own.seeds.analytics.collections.notes}`;
  const renamed = (method: 'POST' | 'PATCH', name: string) =>
    send(own, method, path, { body: { space: { name } } });
  expect((await renamed('POST', 'One')).json.name).toBe('One');
  expect((await renamed('PATCH', 'Two')).json.name).toBe('Two');
  const observed = `/api/acme/spaces/${seeds().collections.notes}`;
  expect((await send(emulator(), 'POST', observed, { body: { space: { name: 'One' } } })).status).toBe(404);
});

test('links a dataset as a dataset, and gives it nothing that only reports have', async () => {
  const { dataset, collections } = seeds();
  const json = await get(`/api/acme/datasets/${dataset}`);
  expect(json._links).toMatchObject({
    self: { href: `/api/acme/reports/${dataset}` },
    web: { href: `https://app.mode.com/acme/datasets/${dataset}` },
    web_edit: { href: `/editor/acme/datasets/${dataset}` },
    report_index_web: { href: `/acme/spaces/${collections.analytics}` },
    dataset_dependencies: { href: `/api/acme/datasets/${dataset}/reports` },
  });
  for (const name of [
    'color_mappings',
    'theme_id',
    'full_width',
    'is_embedded',
    'is_signed',
    'shared',
    'flamingo_signature',
  ])
    expect([name, Object.hasOwn(json, name)]).toEqual([name, false]);
  for (const rel of [
    'csv_export',
    'share',
    'web_report_runs',
    'report_filters',
    'report_subscriptions',
    'report_theme',
  ])
    expect([rel, Object.hasOwn(json._links, rel)]).toEqual([rel, false]);
  expect(JSON.stringify(json['_forms'])).not.toMatch(/color_mappings|theme|full_width/);
  const [row] = (await get(`/api/acme/spaces/${collections.analytics}/datasets`))._embedded['reports'] ?? [];
  expect(row).toMatchObject({
    collection_name: 'Analytics',
    collection_token: collections.analytics,
    is_sample: false,
  });
});

test('refuses an update that leaves a query without SQL', async () => {
  const { example } = seeds().reports;
  const [query] = (await get(`/api/acme/reports/${example}/queries`))._embedded['queries'] ?? [];
  const answer = await send(emulator(), 'PATCH', query?._links['self']?.href ?? '', {
    body: { query: { raw_query: '' } },
  });
  expect([answer.status, answer.json.message]).toEqual([400, "Raw query can't be blank"]);
});

test('links a definition to the query run that called it last', async () => {
  const { definition, reports } = seeds();
  const { token } = await runReport(emulator(), reports.defined);
  const [queryRun] =
    (await get(`/api/acme/reports/${reports.defined}/runs/${token}/query_runs`))._embedded['query_runs'] ??
    [];
  const json = await get(`/api/acme/definitions/${definition}`);
  expect(json._links['last_run']?.href).toBe(queryRun?._links['self']?.href);
  expect(JSON.stringify(json['_forms'])).toContain(
    '"description":{"type":"text","value":"Where things are sold."}',
  );
});

test('tells the mail address of others as before 2024, and not today', async () => {
  await using before = await startEmulator({ strict: true, ids: 'integer' });
  expect((await send(before, 'GET', '/api/grace')).json['email']).toBe('grace@example.com');
  expect((await get('/api/grace'))['email']).toBeUndefined();
});

test('puts the runs of a report beside it where they are asked for', async () => {
  const { defined: report } = seeds().reports;
  const { token } = await runReport(emulator(), report);
  await using mode = clientOf(emulator());
  const embedded = await mode.reports.get({ report, 'embed[report_runs]': 1 });
  expect(embedded._embedded?.report_runs?._embedded.report_runs[0]?.token).toBe(token);
  expect((await mode.reports.get({ report }))._embedded).toBeUndefined();
});

test('has the smaller things that were captured', async () => {
  const { reports, collections, dataSources, dataset } = seeds();
  const source = await get(`/api/acme/data_sources/${dataSources.files.token}`);
  expect(source._links['web_home']?.href).toBe(`/home/acme/data_sources/${dataSources.files.token}`);
  expect(source['_forms']).toMatchObject({ edit: { content_type: 'application/json' } });
  const [imported] = (await get(`/api/acme/reports/${reports.defined}`))['imported_datasets'] as Json[];
  expect(imported?._links).toMatchObject({
    report: {},
    source_dataset: { href: `/api/acme/datasets/${dataset}` },
  });
  expect(imported?.['_forms']).toMatchObject({ refresh: { method: 'post' } });
  const [row] = (await get(`/api/acme/spaces/${collections.analytics}/reports`))._embedded['reports'] ?? [];
  expect(row).toMatchObject({ layout: '', star: null, dbt_metadata: null });
  const space = await get(`/api/acme/spaces/${collections.notes}`);
  expect([space['viewed?'], Object.keys(space['_forms'] as object)]).toEqual([
    false,
    ['create', 'edit', 'destroy', 'destroy_entitlements'],
  ]);
  expect(Object.keys(space._links)).toEqual(expect.arrayContaining(['viewed', 'user_space_membership']));
});

test('is a workspace that has been worked in', async () => {
  await using own = await startEmulator({ strict: true });
  const { reports, collections } = own.seeds.analytics;
  await using mode = clientOf(own);
  for (const collection of [collections.analytics, collections.notes]) {
    for (const report of await mode.reports.listInCollection({ collection }).toArray()) {
      if (report.token === reports.failing) continue;
      const { last_run_at, last_successfully_run_at, last_successful_run_token: run } = report;
      expect([report.name, typeof last_run_at, typeof last_successfully_run_at]).toEqual([
        report.name,
        'string',
        'string',
      ]);
      expect(run).toMatch(/^[0-9a-f]{12}$/);
    }
  }
  const { last_successful_run_token: run } = await mode.reports.get({ report: reports.severalQueries });
  const place = { report: reports.severalQueries, run: run ?? '' };
  expect(await mode.queryRuns.list(place).toArray()).toHaveLength(2);
  const [query] = await mode.queries.list({ report: reports.example }).toArray();
  const [chart] = await mode.charts.list({ report: reports.example, query: query?.token ?? '' }).toArray();
  expect(chart?.view_vegas?.['encoding']).toEqual({
    x: [{ formula: '[region]' }],
    y: [{ formula: 'SUM([revenue])' }],
  });
});
