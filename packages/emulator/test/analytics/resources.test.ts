import { expect, test } from 'vitest';
import { useEmulator } from '../../src/vitest.ts';
import { runReport, send, type Json, type Sent } from '../calling.ts';

const emulator = useEmulator();

const seeds = () => emulator().seeds.analytics;
const call = async (
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
  sent: Sent = {},
): Promise<readonly [number, Json]> => {
  const answer = await send(emulator(), method, `/api/acme${path}`, { ...sent, ...(body ? { body } : {}) });
  return [answer.status, answer.text === '' ? ({} as Json) : answer.json];
};
const embedded = (json: Json, key: string): readonly Json[] => json._embedded[key] ?? [];

test('makes, changes and deletes a collection, which is forbidden before it is gone', async () => {
  const [made, space] = await call('POST', '/spaces', { space: { name: 'Made' } });
  expect([made, space['space_type'], space['default_access_level']]).toEqual([200, 'custom', 'none']);
  const path = `/collections/${space.token}`;
  expect((await call('GET', path, undefined, { as: 'member' }))[0]).toBe(404);
  const [, changed] = await call('PATCH', path, { space: { default_access_level: 'view' } });
  expect(changed['default_access_level']).toBe('view');
  expect((await call('POST', path, { space: { name: 'x' } }))[0]).toBe(404);
  expect((await call('GET', path, undefined, { as: 'member' }))[0]).toBe(200);
  expect((await call('DELETE', path))[0]).toBe(200);
  expect((await call('GET', path))[0]).toBe(403);
  expect((await call('GET', `${path}/reports`))[0]).toBe(404);
});

test('takes of a private collection its access level only, and has no memberships of it', async () => {
  const [, list] = await call('GET', '/spaces?filter=mine');
  const personal = embedded(list, 'spaces').find((space) => space['space_type'] === 'private');
  const path = `/spaces/${personal?.token}`;
  expect(await call('PATCH', path, { space: { name: 'Mine' } })).toMatchObject([
    400,
    { message: 'Invalid space' },
  ]);
  expect((await call('PATCH', path, { space: { default_access_level: 'view' } }))[0]).toBe(200);
  expect(await call('GET', `${path}/memberships`)).toMatchObject([400, { message: 'Invalid space' }]);
});

test('lets a person into a restricted collection by a permission, whose token changes with it', async () => {
  const { restricted } = seeds().collections;
  const [, lite] = await call('GET', '/memberships/lite');
  const grace = embedded(lite, 'memberships').find(({ username }) => username === 'grace');
  const path = `/spaces/${restricted}/permissions`;
  const sees = async () => (await call('GET', `/spaces/${restricted}`, undefined, { as: 'member' }))[0];
  expect(await sees()).toBe(404);
  const permission = { action: 'view', accessor_type: 'Account', accessor_token: grace?.['member_token'] };
  const [, made] = await call('POST', path, { permission });
  expect(await sees()).toBe(200);
  const [, changed] = await call('PATCH', `${path}/${made.token}`, { permission: { action: 'edit' } });
  expect([changed['action'], changed.token === made.token]).toEqual(['edit', false]);
  expect((await call('GET', `${path}/${made.token}`))[0]).toBe(404);
  expect((await call('GET', `${path}/${changed.token}`))[0]).toBe(200);
  expect((await call('DELETE', `${path}/${changed.token}`))[0]).toBe(200);
  expect(await sees()).toBe(404);
});

test('keeps permissions of data sources under their own key', async () => {
  const path = `/data_sources/${seeds().dataSources.files.token}/permissions`;
  const permission = { action: 'query', accessor_type: 'UserGroup', accessor_token: seeds().everyone };
  await call('POST', path, { permission });
  const [, list] = await call('GET', path);
  expect(embedded(list, 'data_source_entitlements')).toMatchObject([{ action: 'query' }]);
  const [, groups] = await call('GET', `/groups?member=ada&data_source=${seeds().dataSources.files.id}`);
  expect(embedded(groups, 'groups').map(({ token }) => token)).toEqual([seeds().everyone]);
});

test('shows members with their tokens to a workspace key, and in short to a member key', async () => {
  const [, list] = await call('GET', '/memberships');
  const [ada] = embedded(list, 'memberships');
  expect(ada).toMatchObject({ member_username: 'ada', admin: true, state: 'active' });
  expect(ada?.token).toBeUndefined();
  const self = ada?._links['self']?.href ?? '';
  expect((await send(emulator(), 'GET', self)).json['member_username']).toBe('ada');
  expect((await call('GET', '/memberships', undefined, { as: 'member' }))[0]).toBe(404);
  const [status, lite] = await call('GET', '/memberships/lite', undefined, { as: 'member' });
  expect([status, embedded(lite, 'memberships').map(({ username }) => username)]).toEqual([
    200,
    ['ada', 'grace'],
  ]);
});

test('links groups to a page that is not there, wants a member beside a data source, and softly deletes', async () => {
  const [, list] = await call('GET', '/groups');
  expect(list.pagination['per_page']).toBe(20);
  expect(list._links['next_page']?.href).toBe('/api/1234567/groups.acme?page=2');
  expect(await call('GET', '/groups?data_source=1')).toMatchObject([
    400,
    { message: 'When sending data source, must send user' },
  ]);
  const [, group] = await call('POST', '/groups', { user_group: { name: 'Sales' } });
  const path = `/groups/${group.token}`;
  const [, lite] = await call('GET', '/memberships/lite');
  const [ada] = embedded(lite, 'memberships');
  const [, member] = await call('POST', `${path}/memberships`, {
    membership: { member_token: ada?.['member_token'] },
  });
  expect(member['member_token']).toBe(ada?.['member_token']);
  const [, members] = await call('GET', `${path}/memberships?filter=by_user_id&user_id=7654321`);
  expect(embedded(members, 'group_memberships')).toHaveLength(1);
  expect((await call('DELETE', `${path}/memberships/${member.token}`))[0]).toBe(200);
  await call('DELETE', path);
  expect(await call('GET', path)).toMatchObject([200, { state: 'soft_deleted' }]);
});

test('refuses filters in Rails’ words', async () => {
  const path = `/reports/${seeds().reports.example}/filters`;
  const filter = {
    name: 'Region',
    formula: '[region]',
    data_type: 'STRING',
    filter_type: 'MULTI',
    control_type: 'LIST',
    variable_type: 'DISCRETE',
  };
  const [, first] = await call('POST', path, { report_filter: filter });
  expect(first).toMatchObject({ formula: '[region]', row_order: 0 });
  expect(await call('POST', path, { report_filter: filter })).toMatchObject([
    400,
    { message: 'Formula has already been taken' },
  ]);
  const blank = { ...filter, formula: '', data_type: '', filter_type: 'NONE' };
  expect((await call('POST', path, { report_filter: blank }))[1].message).toBe(
    "Formula can't be blank, Data type can't be blank, Filter type is not included in the list",
  );
  const second = { ...filter, formula: '[amount]', next_filter_token: first.token };
  const [, before] = await call('POST', path, { report_filter: second });
  const [, list] = await call('GET', path);
  expect(embedded(list, 'report_filters').map(({ token }) => token)).toEqual([before.token, first.token]);
  const batch = { report: { filters: [{ token: first.token, options: { values: ['North'] } }] } };
  expect((await call('PATCH', `${path}/update_batch`, batch))[0]).toBe(200);
  expect((await call('GET', `${path}/${first.token}`))[1]['options']).toEqual({ values: ['North'] });
});

test('takes schedules and subscriptions flat, as documented, and wrapped, as its forms have them', async () => {
  const path = `/reports/${seeds().reports.failing}/schedules`;
  const cron = { freq: 'weekly', day_of_week: [1, 2], hour: 20, minute: 0, time_zone: 'Tokyo' };
  const [, flat] = await call('POST', path, { name: 'Flat', cron });
  expect(flat).toMatchObject({
    name: 'Flat',
    time_zone: 'Tokyo',
    hour: '8:00 pm',
    day_of_week: 'Monday,Tuesday',
  });
  const [, renamed] = await call('PATCH', `${path}/${flat.token}`, { report_schedule: { name: 'Wrapped' } });
  expect(renamed).toMatchObject({ name: 'Wrapped', cron_hour: 20 });
  const unknown = { cron: { freq: 'daily', time_zone: 'Middle-earth' } };
  expect((await call('POST', path, { report_schedule: unknown }))[0]).toBe(400);
  const subscriptions = `/reports/${seeds().reports.failing}/subscriptions`;
  const [, made] = await call('POST', subscriptions, { csv_attachments: true });
  expect(made['csv_attachments_enabled']).toBe(true);
  const [, within] = await call('GET', `${path}/${flat.token}/subscriptions`);
  expect(embedded(within, 'report_subscriptions')).toHaveLength(1);
  const mails = `${subscriptions}/${made.token}/email_memberships`;
  await call('POST', mails, { membership: { email: 'ada@example.com' } });
  expect((await call('GET', `${subscriptions}/${made.token}`))[1]['email_subscriber_count']).toBe(1);
  expect((await call('DELETE', `${subscriptions}/${made.token}`))[0]).toBe(200);
  const bulk = `/reports/schedules/v1/bulk_delete?report=${seeds().reports.failing}&schedule=${flat.token}`;
  expect((await call('DELETE', bulk))[0]).toBe(200);
  expect((await call('GET', `${path}/${flat.token}`))[0]).toBe(404);
});

test('nests definitions into SQL, and selects them by filter and tokens together only', async () => {
  const { definition, reports, dataSources } = seeds();
  const body = {
    name: 'short_regions',
    source: 'SELECT * FROM {{ @regions as r }} WHERE length(region) < 5',
    data_source_id: dataSources.files.id,
  };
  const [, nested] = await call('POST', '/definitions', { definition: body });
  expect(await call('POST', '/definitions', { definition: body })).toMatchObject([
    400,
    { id: 'bad_request' },
  ]);
  const [, queries] = await call('GET', `/reports/${reports.defined}/queries`);
  const [query] = embedded(queries, 'queries');
  const sql = 'SELECT count(*) AS n FROM {{ @short_regions as s }}';
  await call('PATCH', `/reports/${reports.defined}/queries/${query?.token}`, { query: { raw_query: sql } });
  const run = await runReport(emulator(), reports.defined);
  expect(run.state).toBe('succeeded');
  const identity = { headers: { 'accept-encoding': 'identity' } };
  const content = `/reports/${reports.defined}/runs/${run.token}/results/content.json`;
  const rows = await call('GET', content, undefined, identity);
  expect(rows[1]).toEqual([{ n: 2 }]);
  const [, both] = await call('GET', `/definitions?filter=by_tokens&tokens=${definition}`);
  expect(embedded(both, 'definitions').map(({ token }) => token)).toEqual([definition]);
  expect(nested['_forms']).toMatchObject({
    edit: { input: { definition: { data_source_id: { value: nested.id } } } },
  });
  expect(nested['_forms']).toMatchObject({ execute: { method: 'put', input: { limit: { value: true } } } });
  const long = { definition: { source: 'SELECT * FROM range(500)' } };
  const [, limited] = await call('PUT', `/definitions/${definition}/execute`, { ...long, limit: true });
  expect((limited['rows'] as unknown[]).length).toBe(100);
  const [, failed] = await call('PUT', `/definitions/${definition}/execute`, {
    definition: { source: 'SELECT nope' },
  });
  expect(failed).toMatchObject({ state: 'failed', error_code: 'SqlUnknownColumn' });
  await call('DELETE', `/definitions/${nested.token}`);
  expect((await runReport(emulator(), reports.defined)).state).toBe('failed');
});

test('has datasets, their runs, columns and what those mean', async () => {
  const { dataset, reports, collections, dataSources } = seeds();
  const path = `/datasets/${dataset}`;
  const [, one] = await call('GET', path);
  expect([one['type'], 'description' in one, 'chart_count' in one]).toEqual(['DatasetReport', false, false]);
  const [, listed] = await call('GET', `/spaces/${collections.analytics}/datasets`);
  expect(embedded(listed, 'reports')).toMatchObject([{ token: dataset, description: 'One row per region.' }]);
  expect(
    embedded((await call('GET', `/data_sources/${dataSources.files.token}/datasets`))[1], 'reports'),
  ).toHaveLength(1);
  const [, importers] = await call('GET', `${path}/reports`);
  expect(embedded(importers, 'reports').map((row) => Object.keys(row))).toEqual([
    ['token', 'name', '_links'],
  ]);
  expect((await call('GET', `/reports/${reports.defined}`))[1]['imported_datasets']).toMatchObject([
    { token: dataset },
  ]);
  const [status, run] = await call('POST', `${path}/runs`);
  expect([status, 'parameters' in run]).toEqual([202, false]);
  await expect.poll(async () => (await call('GET', `${path}/runs/${run.token}`))[1].state).toBe('succeeded');
  expect(embedded((await call('GET', `${path}/fields`))[1], 'fields')).toEqual([
    { name: 'region', type: 'VARCHAR' },
  ]);
  const [, meant] = await call('POST', `${path}/field_descriptions`, {
    name: 'region',
    desc: '<p>Where</p>',
  });
  const wrapped = { field_description: { desc: '<p>There</p>' } };
  const [, changed] = await call('PATCH', `${path}/field_descriptions/${meant.token}`, wrapped);
  expect(changed['desc']).toBe('<p>There</p>');
  const refresh = { report: { dataset_tokens: [{ token: dataset }] } };
  expect((await call('POST', `/reports/${reports.defined}/runs`, refresh))[0]).toBe(202);
});

test('lists a report of a data source once per query', async () => {
  const { reports, dataSources } = seeds();
  const rows: Json[] = [];
  for (let page = 1; page < 9; page += 1) {
    const [, list] = await call('GET', `/data_sources/${dataSources.files.token}/reports?page=${page}`);
    rows.push(...embedded(list, 'reports'));
  }
  expect(rows.filter(({ token }) => token === reports.severalQueries)).toHaveLength(2);
});

test('has charts', async () => {
  const { reports } = seeds();
  const [, queries] = await call('GET', `/reports/${reports.example}/queries`);
  const path = `/reports/${reports.example}/queries/${embedded(queries, 'queries')[0]?.token}/charts`;
  const [, list] = await call('GET', path);
  expect(embedded(list, 'charts')).toMatchObject([{ view_version: 2, view: {} }]);
  const form = { view: { value: {} }, view_vegas: {}, view_version: { options: [1, 2], value: 2 } };
  expect(embedded(list, 'charts')[0]?.['_forms']).toMatchObject({ edit: { input: { chart: form } } });
  const [, made] = await call('POST', path, { chart: { view_vegas: { chartType: 'line' } } });
  const [, changed] = await call('PATCH', `${path}/${made.token}`, {
    chart: { view_vegas: { chartType: 'area' } },
  });
  expect(changed['view_vegas']).toEqual({ chartType: 'area' });
  expect((await call('GET', `/reports/${reports.example}`))[1]['chart_count']).toBe(2);
  await call('DELETE', `${path}/${made.token}`);
  expect((await call('GET', `${path}/${made.token}`))[0]).toBe(404);
});

test('deletes a report with all that belongs to it', async () => {
  const { reports } = seeds();
  const run = await runReport(emulator(), reports.example);
  const [cloned, copy] = await call(
    'POST',
    `/reports/${reports.example}/runs/${run.token}/clone`,
    undefined,
    {
      as: 'personal',
    },
  );
  expect([cloned, copy.name]).toEqual([202, 'Copy of Sales by region']);
  await runReport(emulator(), copy.token);
  expect((await call('PATCH', `/reports/${copy.token}/update_settings`, { report: { theme: 5 } }))[0]).toBe(
    200,
  );
  expect((await call('GET', `/reports/${copy.token}`))[1]['theme_id']).toBe('5');
  expect((await call('PATCH', `/reports/${copy.token}/sync_to_github`, { commit_message: 'x' }))[0]).toBe(
    200,
  );
  expect((await call('DELETE', `/reports/${copy.token}`))[0]).toBe(200);
  expect((await call('GET', `/reports/${copy.token}`))[0]).toBe(404);
});
