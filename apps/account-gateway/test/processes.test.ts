import { startEmulator, type Emulator } from '@bimodal/emulator';
import { IotClient, modeCloudKey } from '@bimodal/iot-client';
import { startDatabase, type TestDatabase } from '@bimodal/test-equipment';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../src/database/database.ts';
import { openPostgres } from '../src/database/postgres.ts';
import { eventually } from './eventually.ts';
import { listen } from './events.ts';
import { modeTokens, newcomer, password, startService, Visitor, type TestService } from './service.ts';

// Each has its own pool, its own limiters and its own connections to MODE, as in a process of its own.
let emulator: Emulator;
let postgres: TestDatabase;
let one: TestService;
let other: TestService;
const databases: Database[] = [];
beforeAll(async () => {
  [emulator, postgres] = await Promise.all([startEmulator(), startDatabase()]);
  const open = () => {
    const database = openPostgres(postgres.url, () => undefined);
    databases.push(database);
    return startService(emulator, { database });
  };
  [one, other] = await Promise.all([open(), open()]);
}, 120_000);
afterAll(async () => {
  await one[Symbol.asyncDispose]();
  await other[Symbol.asyncDispose]();
  for (const database of databases) await database.close();
  await emulator.close();
});

test('a session holds in both, and ends in both', async () => {
  const here = await newcomer(one.url);
  const there = new Visitor(other.url, here.cookie);
  await here.call('POST', '/api/mode/homes', { name: 'Shared' });
  expect((await there.call('GET', '/api/mode/homes')).body).toMatchObject([{ name: 'Shared' }]);
  const listening = await listen(there);
  await here.call('DELETE', '/api/session');
  expect((await there.call('GET', '/api/session')).status).toBe(401);
  // The other looks at which sessions are over every few seconds.
  await listening.ended;
  expect(listening.heard.at(-1)?.event).toBe('end');
}, 120_000);

test('guesses are counted together', async () => {
  const { email } = await newcomer(one.url);
  const guess = (url: string) =>
    new Visitor(url).call('POST', '/api/session', { email, password: 'test-secret wrong' });
  const answers = await Promise.all(
    [one, other, one, other, one, other, one, other].map(({ url }) => guess(url)),
  );
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
  const { text } = await new Visitor(other.url).call('POST', '/api/session', { email, password });
  expect(text).toContain('too_many_attempts');
});

test('one account is one user at MODE, however many sign in for the first time at once', async () => {
  const email = 'twice@example.com';
  await new Visitor(one.url).call('POST', '/api/accounts', { email, name: 'Twice', password });
  const signIns = await Promise.all(
    [one, other].map(({ url }) => new Visitor(url).call('POST', '/api/session', { email, password })),
  );
  expect(signIns.map(({ status }) => status)).toEqual([200, 200]);
  const [account] = await one.database.query<{ id: string; mode_user: string }>(
    'SELECT id, mode_user FROM account_gateway.account WHERE email = $1',
    [email],
  );
  const { adminKey, projectId } = emulator.seeds.cloud;
  await using cloud = new IotClient({ credential: modeCloudKey(adminKey), baseUrl: emulator.url });
  await eventually(async () => {
    const users = await cloud.users.list({ projectId, search: account?.id ?? '' }).toArray();
    expect(users.map(({ id }) => String(id))).toEqual([account?.mode_user]);
  });
});

test('a home that was made in one is there in the other at once', async () => {
  const here = await newcomer(one.url);
  const there = new Visitor(other.url, here.cookie);
  expect((await there.call('GET', '/api/mode/homes/1')).status).toBe(404);
  const { id } = (await here.call('POST', '/api/mode/homes', { name: 'New' })).body as { id: number };
  expect((await there.call('GET', `/api/mode/homes/${id}`)).body).toMatchObject({ name: 'New' });
});

test('a session that MODE ended is started anew once for both', async () => {
  const here = await newcomer(one.url);
  const there = new Visitor(other.url, here.cookie);
  await there.call('GET', '/api/mode/homes');
  const [first = ''] = await modeTokens(one, here.email);
  await one.gateway.clients.leave(first);
  expect((await here.call('GET', '/api/mode/homes')).status).toBe(200);
  const [second] = await modeTokens(one, here.email);
  expect(second).not.toBe(first);
  expect((await there.call('GET', '/api/mode/homes')).status).toBe(200);
  expect(await modeTokens(one, here.email)).toEqual([second]);
});

test('a connection that is lost in the middle of a change undoes it, and ends nothing else', async () => {
  const { email } = await newcomer(one.url);
  const lost = one.database.transaction(async (sql) => {
    await sql.query("UPDATE account_gateway.account SET name = 'Half' WHERE email = $1", [email]);
    await sql.query('SELECT pg_terminate_backend(pg_backend_pid())');
  });
  await expect(lost).rejects.toThrow();
  const names = await one.database.query('SELECT name FROM account_gateway.account WHERE email = $1', [
    email,
  ]);
  expect(names).toEqual([{ name: 'Ada' }]);
  await newcomer(one.url);
});
