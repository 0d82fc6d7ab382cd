import { expect, test } from 'vitest';
import { startEmulator } from '../../src/index.ts';
import { useEmulator } from '../../src/vitest.ts';
import { send } from '../calling.ts';

const emulator = useEmulator();
const seeds = () => emulator().seeds.analytics;
const pageOfNotes = async (query: string) =>
  (await send(emulator(), 'GET', `/api/acme/spaces/${seeds().collections.notes}/reports${query}`)).json;

test('cuts a collection’s reports at 30, without counters and without a next link', async () => {
  const pages = [
    await pageOfNotes(''),
    await pageOfNotes('?page=2'),
    await pageOfNotes('?page=3'),
    await pageOfNotes('?page=4'),
  ];
  expect(pages.map((page) => page._embedded['reports']?.length)).toEqual([30, 30, 5, 0]);
  for (const page of pages)
    expect(Object.keys(page).concat(Object.keys(page._links)).toSorted()).toEqual([
      '_embedded',
      '_links',
      'self',
    ]);
  const tokens = pages.flatMap((page) => page._embedded['reports'] ?? []).map(({ token }) => token);
  expect(new Set(tokens).size).toBe(65);
});

test('overlooks per_page, filter and order there', async () => {
  await using lenient = await startEmulator();
  const path = `/api/acme/spaces/${lenient.seeds.analytics.collections.notes}/reports`;
  const { json } = await send(
    lenient,
    'GET',
    `${path}?per_page=5&filter=created_at.lt.2000-01-01T00:00:00Z&order=desc`,
  );
  expect(json._embedded['reports']).toHaveLength(30);
  expect(json._embedded['reports']?.[0]?.name).toBe('Daily note 01');
});

test('obeys filter and order, as documented, when strict', async () => {
  expect((await pageOfNotes('?filter=created_at.lt.2000-01-01T00:00:00Z'))._embedded['reports']).toEqual([]);
  expect((await pageOfNotes('?order=desc&order_by=created_at'))._embedded['reports']?.[0]?.name).toBe(
    'Daily note 65',
  );
});

test('shows archived reports like the others', async () => {
  const archived = (await pageOfNotes(''))._embedded['reports']?.filter((report) => report['archived']);
  expect(archived?.map(({ name }) => name)).toEqual(['Daily note 20']);
});

test('links by root-relative paths, and names templates as such', async () => {
  const { _links, token } = (await send(emulator(), 'GET', `/api/acme/reports/${seeds().reports.example}`))
    .json;
  expect(_links['self']?.href).toBe(`/api/acme/reports/${token}`);
  expect(_links['report_run']).toEqual({
    templated: true,
    href: `/api/acme/reports/${token}/runs/{id}?embed[result]=1`,
  });
  expect(_links['web']?.href).toMatch(/^https:\/\/app\.mode\.com\//);
});

test('archives and unarchives', async () => {
  const path = `/api/acme/reports/${seeds().reports.severalQueries}`;
  expect((await send(emulator(), 'PATCH', `${path}/archive`)).json['archived']).toBe(true);
  expect((await send(emulator(), 'GET', path)).json['archived']).toBe(true);
  expect((await send(emulator(), 'PATCH', `${path}/unarchive`)).json['archived']).toBe(false);
});

test('makes an untitled report in the caller’s own collection; a 202 renames and moves it', async () => {
  const made = await send(emulator(), 'POST', '/api/acme/reports', { as: 'member' });
  expect([made.status, made.json.name]).toEqual([201, null]);
  const own = await send(emulator(), 'GET', `/api/acme/spaces/${String(made.json['space_token'])}`, {
    as: 'member',
  });
  expect(own.json['space_type']).toBe('private');
  expect((await send(emulator(), 'GET', `/api/acme/reports/${made.json.token}`)).status).toBe(404);

  const report = { name: 'Moved', space_token: seeds().collections.analytics };
  const moved = await send(emulator(), 'PATCH', `/api/acme/reports/${made.json.token}`, {
    as: 'member',
    body: { report },
  });
  expect([moved.status, moved.json.name, moved.json['space_token']]).toEqual([
    202,
    'Moved',
    report.space_token,
  ]);
  expect((await send(emulator(), 'GET', `/api/acme/reports/${made.json.token}`)).status).toBe(200);
});

test.each([
  [{ name: 'Unwrapped' }, 'param_missing', 'param is missing or the value is empty: report'],
  [{ report: { name: 'x'.repeat(65) } }, 'bad_request', 'name must have at most 64 characters'],
  ['{', 'bad_request', 'the body is not JSON'],
])('refuses %j', async (body, id, message) => {
  const headers = { 'content-type': 'application/json' };
  const { status, json } = await send(emulator(), 'PATCH', `/api/acme/reports/${seeds().reports.failing}`, {
    body,
    headers,
  });
  expect([status, json.id]).toEqual([400, id]);
  expect(json.message).toBe(message);
});

test('reads what is meant where it is not strict, and tells its owner', async () => {
  await using lenient = await startEmulator({ ids: 'integer' });
  const path = `/api/acme/reports/${lenient.seeds.analytics.reports.failing}`;
  const { status, json } = await send(lenient, 'PATCH', path, {
    body: { report: { name: 2026, colour: 'red' } },
  });
  expect([status, json.name]).toEqual([202, '2026']);
  expect(lenient.deviations[0]?.issues.map(({ path }) => path).toSorted()).toEqual(['colour', 'name']);
});

test('writes numeric ids as strings, or as the integers of old', async () => {
  await using old = await startEmulator({ ids: 'integer' });
  for (const [server, type] of [
    [emulator(), 'string'],
    [old, 'number'],
  ] as const) {
    const { json } = await send(server, 'GET', `/api/acme/reports/${server.seeds.analytics.reports.example}`);
    expect([typeof json.id, typeof json['account_id']]).toEqual([type, type]);
  }
  expect(old.deviations).toEqual([]);
});
