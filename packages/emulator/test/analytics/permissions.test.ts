import type { AnalyticsClient } from '@bimodal/analytics-client';
import { basic, NotFoundError, PermissionError } from '@bimodal/auth-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startEmulator, type Emulator } from '../../src/index.ts';
import { clientOf } from './emulated-client.ts';

let emulator: Emulator;
/** An admin, and somebody who is neither a member nor the maker of what is asked for. */
let admin: AnalyticsClient;
let alan: AnalyticsClient;
/** Alan's token, by which permissions name him. */
let accessor_token: string;
beforeEach(async () => {
  emulator = await startEmulator({ strict: true });
  admin = clientOf(emulator);
  const joined = emulator.addMember({ username: 'alan' });
  accessor_token = joined.token;
  alan = clientOf(emulator, 'workspace', { credential: basic(joined.key) });
});
afterEach(async () => {
  await alan.close();
  await admin.close();
  await emulator.close();
});

const wait = { pollInterval: 10 };
const refused = (call: PromiseLike<unknown>) => expect(call).rejects.toThrow(PermissionError);
const unseen = (call: PromiseLike<unknown>) => expect(call).rejects.toThrow(NotFoundError);

test('lets those who may only view a collection read and run, and change nothing in it', async () => {
  const { collections, reports, dataSources } = emulator.seeds.analytics;
  const [collection, report] = [collections.analytics, reports.example];
  const data_source_id = dataSources.files.id;
  const [{ token: query } = { token: '' }] = await admin.queries.list({ report }).toArray();
  await alan.reports.get({ report });
  const run = await alan.reports.runAndWait({ report }, wait);
  expect((await alan.queryRuns.list({ report, run: run.token })).items).toHaveLength(1);
  const cron = { freq: 'daily' } as const;
  const changes = (): PromiseLike<unknown>[] => [
    alan.reports.update({ report, name: 'Mine now' }),
    alan.reports.archive({ report }),
    alan.queries.create({ report, data_source_id, raw_query: 'SELECT 1' }),
    alan.queries.update({ report, query, raw_query: 'SELECT 1' }),
    alan.charts.create({ report, query, view_vegas: {} }),
    alan.reportSchedules.create({ report, cron }),
    alan.collections.update({ collection, description: 'Mine now' }),
  ];
  for (const change of changes()) await refused(change);
  await refused(alan.reports.delete({ report }));

  const permission = await admin.collectionPermissions.create({
    collection,
    action: 'edit',
    accessor_type: 'Account',
    accessor_token,
  });
  for (const change of changes()) await change;
  await admin.collectionPermissions.update({
    collection,
    permission: permission.token,
    action: 'view',
  });
  await refused(alan.reports.update({ report, name: 'Again' }));
});

test('lets a group in with all who are in it, and shows nothing of a collection to anybody else', async () => {
  const { restricted: collection } = emulator.seeds.analytics.collections;
  const { token: report } = await admin.reports.create({});
  await admin.reports.update({ report, space_token: collection });
  await unseen(alan.collections.get({ collection }));
  await unseen(alan.reports.get({ report }));
  await unseen(alan.reports.update({ report, name: 'Mine now' }));
  const { token: group } = await admin.groups.create({ name: 'Board' });
  await admin.groupMemberships.create({ group, member_token: accessor_token });
  const granted = { collection, accessor_type: 'UserGroup', accessor_token: group } as const;
  await admin.collectionPermissions.create({ ...granted, action: 'view' });
  await alan.reports.get({ report });
  await refused(alan.reports.update({ report, name: 'Mine now' }));
});

test('moves nothing to where one may not write, nor shows a query of a report that one does not see', async () => {
  const { collections, dataSources } = emulator.seeds.analytics;
  const { token: report } = await alan.reports.create({});
  await refused(alan.reports.update({ report, space_token: collections.analytics }));
  await unseen(alan.reports.update({ report, space_token: collections.restricted }));
  await alan.reports.update({ report, space_token: collections.notes });
  const { token: hidden } = await admin.reports.create({});
  const data_source_id = dataSources.files.id;
  const made = await admin.queries.create({ report: hidden, data_source_id, raw_query: 'SELECT 1' });
  await unseen(alan.queries.get({ report, query: made.token }));
  await unseen(alan.queries.update({ report, query: made.token, raw_query: 'SELECT 2' }));
});

test('asks of a data source: view to run and read, query to write SQL, manage to change it', async () => {
  const { dataSources } = emulator.seeds.analytics;
  const { token: dataSource, id: data_source_id } = dataSources.files;
  const { token: report } = await alan.reports.create({});
  const sql = { report, data_source_id, raw_query: 'SELECT 1 AS one' };
  const { token: query } = await alan.queries.create(sql);
  const { token: run } = await alan.reports.runAndWait({ report }, wait);
  const read = async () => (await alan.results.reportCsv({ report, run })).text();
  const named = { name: 'alans', source: 'SELECT 1', data_source_id };
  expect(await read()).toBe('one\r\n1\r\n');
  await refused(alan.dataSources.update({ dataSource, name: 'Mine' }));
  await refused(alan.schemaUpdates.create({ dataSource }));

  emulator.setDataSourceAccess(dataSource, 'View');
  expect(await alan.dataSources.get({ dataSource })).toMatchObject({ default_access_level: 'View' });
  // As with a data source that is not there: so it was seen.
  await unseen(alan.queries.create(sql));
  await unseen(alan.definitions.create(named));
  await refused(alan.queries.update({ report, query, raw_query: 'SELECT 2' }));
  await alan.reports.runAndWait({ report }, wait);
  expect(await read()).toBe('one\r\n1\r\n');

  emulator.setDataSourceAccess(dataSource, 'None');
  await unseen(alan.dataSources.get({ dataSource }));
  await refused(alan.reports.runAndWait({ report }, wait));
  await refused(read());
  // It is listed all the same: so it was seen.
  expect((await alan.dataSources.list({})).items.map(({ token }) => token)).toContain(dataSource);
  expect(await admin.reports.get({ report: emulator.seeds.analytics.reports.example })).toBeDefined();

  const granted = { dataSource, accessor_type: 'Account', accessor_token } as const;
  const { token: permission } = await admin.dataSourcePermissions.create({
    ...granted,
    action: 'query',
  });
  await alan.queries.create(sql);
  await refused(alan.dataSources.update({ dataSource, name: 'Mine' }));
  await admin.dataSourcePermissions.update({ dataSource, permission, action: 'manage' });
  expect(await alan.dataSources.update({ dataSource, name: 'Alan’s' })).toMatchObject({ name: 'Alan’s' });
});
