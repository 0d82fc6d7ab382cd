import { expect, test } from 'vitest';
import { startEmulator } from '../../src/index.ts';
import { useEmulator } from '../../src/vitest.ts';
import { send, type Sent } from '../calling.ts';

const emulator = useEmulator();
const list = async (query = '', sent: Sent = {}) =>
  (await send(emulator(), 'GET', `/api/acme/spaces${query}`, sent)).json;
const names = async (query: string, sent?: Sent) =>
  (await list(query, sent))._embedded['spaces']?.map(({ name }) => name);

test('is one resource under two spellings, and calls itself the newer one', async () => {
  const [spaces, collections] = [
    await send(emulator(), 'GET', '/api/acme/spaces'),
    await send(emulator(), 'GET', '/api/acme/collections'),
  ];
  expect(spaces.text).toBe(collections.text);
  expect(spaces.json._links['self']?.href).toBe('/api/acme/collections');
  const { notes } = emulator().seeds.analytics.collections;
  const one = await send(emulator(), 'GET', `/api/acme/spaces/${notes}`);
  expect(one.text).toBe((await send(emulator(), 'GET', `/api/acme/collections/${notes}`)).text);
  expect(one.json._links['self']?.href).toBe(`/api/acme/collections/${notes}`);
});

test('shows what the caller belongs to, and everything visible only when asked', async () => {
  expect(await names('')).toEqual(['Personal', 'Analytics', 'Daily notes', 'Board']);
  expect(await names('?filter=all')).toEqual([
    'Personal',
    'Everything else',
    'Analytics',
    'Daily notes',
    'Board',
  ]);
  expect(await names('?filter=custom')).toEqual(['Analytics', 'Daily notes', 'Board']);
});

test('hides other people’s personal collections, and restricted ones from those who are not in them', async () => {
  expect(await names('?filter=all', { as: 'member' })).toEqual([
    'Personal',
    'Everything else',
    'Analytics',
    'Daily notes',
  ]);
  const { restricted } = emulator().seeds.analytics.collections;
  expect((await send(emulator(), 'GET', `/api/acme/spaces/${restricted}`, { as: 'member' })).status).toBe(
    404,
  );
  expect((await send(emulator(), 'GET', `/api/acme/spaces/${restricted}`)).status).toBe(200);
});

test('counts, cuts per_page to 30, and links past the end', async () => {
  const { pagination, _links, _embedded } = await list('?page=2&per_page=3&filter=all');
  expect(pagination).toEqual({ page: 2, per_page: 3, count: 2, total_pages: 2, total_count: 5 });
  expect(_embedded['spaces']).toHaveLength(2);
  expect(_links['prev_page']?.href).toContain('page=1');
  const past = await list('?page=9&per_page=500');
  expect(past.pagination).toEqual({ page: 9, per_page: 30, count: 0, total_pages: 1, total_count: 4 });
  expect([past._embedded['spaces'], past._links['next_page']?.href]).toEqual([
    [],
    '/api/acme/collections?page=10&per_page=30',
  ]);
});

test('says viewable? differently in a list and alone', async () => {
  const listed = (await list())._embedded['spaces']?.[1];
  const alone = (await send(emulator(), 'GET', `/api/acme/spaces/${listed?.token}`)).json;
  expect([listed?.['viewable?'], alone['viewable?']]).toEqual([false, true]);
});

test('overlooks unknown parameters and filters, and tells its owner', async () => {
  await using lenient = await startEmulator();
  const { status, json } = await send(lenient, 'GET', '/api/acme/spaces?filter=Custom&colour=red');
  expect([status, json._embedded['spaces']?.length]).toEqual([200, 4]);
  expect(lenient.deviations.map(({ kind, operation }) => [kind, operation])).toEqual([
    ['request', 'collections.list'],
  ]);
  expect(lenient.deviations[0]?.issues.map(({ path }) => path).toSorted()).toEqual(['colour', 'filter']);
});

test('refuses both when strict', async () => {
  const { status, json } = await send(emulator(), 'GET', '/api/acme/spaces?colour=red');
  expect(status).toBe(400);
  expect(json.message).toBe('collections.list (strict): colour is not a parameter that this takes');
});
