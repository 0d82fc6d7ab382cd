import { expect, test } from 'vitest';
import { useEmulator } from '../../src/vitest.ts';
import { send } from '../calling.ts';
import { clientOf } from './emulated-client.ts';

const silent = useEmulator({ emptyLists: '204', strict: true });
const spoken = useEmulator();

test('a list that has nothing to show is answered 204 where asked for, and is empty to the client', async () => {
  await using mode = clientOf(silent());
  const { token: report } = await mode.reports.create({});
  const empty = `/api/acme/reports/${report}/queries`;
  const answer = await send(silent(), 'GET', empty);
  expect([answer.status, answer.text, answer.headers['content-type']]).toEqual([204, '', undefined]);
  // Never paged, numbered, and counted.
  expect(await mode.queries.list({ report }).toArray()).toEqual([]);
  expect(await mode.reportSchedules.list({ report }).toArray()).toEqual([]);
  const { token: group } = await mode.groups.create({ name: 'Nobody' });
  expect(await mode.groupMemberships.list({ group }).toArray()).toEqual([]);
  expect((await mode.queries.list({ report })).data).toBeUndefined();
});

test('a list that has something is as ever, to its end and past it', async () => {
  await using mode = clientOf(silent());
  const collection = silent().seeds.analytics.collections.notes;
  const reports = await mode.reports.listInCollection({ collection }).toArray();
  expect(reports.length).toBeGreaterThan(60);
  const past = await send(silent(), 'GET', `/api/acme/spaces/${collection}/reports?page=100`);
  expect([past.status, past.text]).toEqual([204, '']);
  expect([...silent().deviations]).toEqual([]);
});

test('an empty list has a body by default', async () => {
  await using mode = clientOf(spoken());
  const { token: report } = await mode.reports.create({});
  const { status, json } = await send(spoken(), 'GET', `/api/acme/reports/${report}/queries`);
  expect([status, json._embedded['queries']]).toEqual([200, []]);
});
