import { Agent, type Dispatcher } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startEmulator, type Emulator } from '../../src/index.ts';
import { send } from '../calling.ts';
import { clientOf } from './emulated-client.ts';

/** Both ends of a list that were met: nothing, and the last page once more. */
const ends = ['empty', 'repeat'] as const;
const emulators = new Map<string, Emulator>();
beforeAll(async () => {
  for (const pastTheEnd of ends) {
    const emulator = await startEmulator({ pastTheEnd });
    emulators.set(pastTheEnd, emulator);
    for (let n = 0; n < 64; n += 1) {
      const [space, group] = [{ name: `Collection ${n}` }, { name: `Group ${n}` }];
      await send(emulator, 'POST', '/api/acme/spaces', { body: { space } });
      await send(emulator, 'POST', '/api/acme/groups', { body: { user_group: group } });
    }
  }
});
afterAll(async () => {
  for (const emulator of emulators.values()) await emulator.close();
});

function emulatorOf(end: string): Emulator {
  const emulator = emulators.get(end);
  if (!emulator) throw new Error(`There is no emulator whose lists end so: ${end}`);
  return emulator;
}

/** A dispatcher that remembers what was asked. */
function noting(paths: string[]): Dispatcher {
  const note =
    (dispatch: Dispatcher['dispatch']): Dispatcher['dispatch'] =>
    (options, handler) => {
      paths.push(options.path);
      return dispatch(options, handler);
    };
  return new Agent().compose(note);
}

const distinct = (items: readonly { readonly token: string }[]): number =>
  new Set(items.map(({ token }) => token)).size;

describe.each(ends)('a list whose end is: %s', (end) => {
  test('clamps pages at 30 without a word, and loses nothing', async () => {
    await using mode = clientOf(emulatorOf(end));
    const first = await mode.collections.list({ filter: 'all', per_page: 1000 });
    expect(first.items).toHaveLength(30);
    expect(first.data).toMatchObject({ pagination: { per_page: 30, total_count: 69 } });
    const all = await mode.collections.list({ filter: 'all', per_page: 1000 }).toArray();
    expect([all.length, distinct(all)]).toEqual([69, 69]);
  });

  test('ignores per_page and sends no counters, and loses nothing', async () => {
    const paths: string[] = [];
    const dispatcher = noting(paths);
    const emulator = emulatorOf(end);
    await using mode = clientOf(emulator, 'workspace', { dispatcher });
    const collection = emulator.seeds.analytics.collections.notes;
    const asked = `/api/acme/spaces/${collection}/reports?per_page=5`;
    const { json } = await send(emulator, 'GET', asked);
    expect([json._embedded['reports']?.length, json.pagination]).toEqual([30, undefined]);
    const all = await mode.reports.listInCollection({ collection }).toArray();
    expect([all.length, distinct(all)]).toEqual([65, 65]);
    // 30, 30, 5, and the one that tells that there is no more.
    expect(paths).toHaveLength(4);
    await dispatcher.close();
  });

  test('points to a next page that leads nowhere, and is turned by its counters', async () => {
    const emulator = emulatorOf(end);
    const { json } = await send(emulator, 'GET', '/api/acme/groups');
    const bogus = json._links['next_page']?.href ?? '';
    expect(bogus).toBe('/api/1234567/groups.acme?page=2');
    expect((await send(emulator, 'GET', bogus)).status).toBe(404);
    await using mode = clientOf(emulator);
    const all = await mode.groups.list({}).toArray();
    expect([all.length, distinct(all)]).toEqual([65, 65]);
  });

  test('links past its end, and asks for no page that the counters do not have', async () => {
    const paths: string[] = [];
    const dispatcher = noting(paths);
    const emulator = emulatorOf(end);
    const last = (await send(emulator, 'GET', '/api/acme/spaces?filter=all&page=3')).json;
    expect(last._links['next_page']?.href).toContain('page=4');
    await using mode = clientOf(emulator, 'workspace', { dispatcher });
    expect(await mode.collections.list({ filter: 'all' }).toArray()).toHaveLength(69);
    expect(paths).toHaveLength(3);
    await dispatcher.close();
  });

  test('has a report once for each of its queries, and is offered with each once', async () => {
    const emulator = emulatorOf(end);
    await using mode = clientOf(emulator);
    const { dataSources, reports } = emulator.seeds.analytics;
    const dataSource = dataSources.files.token;
    const rows = await mode.reports.listInDataSource({ dataSource }).toArray();
    expect(rows.filter(({ token }) => token === reports.severalQueries)).toHaveLength(2);
    const each: string[] = [];
    for await (const { token } of mode.reports.distinctInDataSource({ dataSource })) each.push(token);
    expect(each).toEqual([...new Set(rows.map(({ token }) => token))]);
  });

  test('says at a page past the end what it was told to', async () => {
    const emulator = emulatorOf(end);
    const path = `/api/acme/spaces/${emulator.seeds.analytics.collections.notes}/reports`;
    const tokensOf = async (page: number) =>
      (await send(emulator, 'GET', `${path}?page=${page}`)).json._embedded['reports']?.map(
        ({ token }) => token,
      );
    for (const page of [4, 5, 9, 100_000, Number.MAX_SAFE_INTEGER])
      expect(await tokensOf(page)).toEqual(end === 'empty' ? [] : await tokensOf(3));
  });
});

test('a list that is never paged ignores page, and comes once', async () => {
  const paths: string[] = [];
  const dispatcher = noting(paths);
  const emulator = emulatorOf('empty');
  await using mode = clientOf(emulator, 'workspace', { dispatcher });
  for (const path of ['data_sources', 'definitions', 'memberships/lite']) {
    const pages = [`/api/acme/${path}`, `/api/acme/${path}?page=2&per_page=1`];
    const [whole, second] = await Promise.all(pages.map((page) => send(emulator, 'GET', page)));
    expect([path, second?.json._embedded]).toEqual([path, whole?.json._embedded]);
  }
  const { example: report } = emulator.seeds.analytics.reports;
  const lists = [mode.dataSources.list({}), mode.definitions.list({}), mode.memberships.listLite({})];
  for (const list of lists) expect((await list.toArray()).length).toBeGreaterThan(0);
  expect(await mode.queries.list({ report }).toArray()).toHaveLength(1);
  expect(paths).toHaveLength(4);
  await dispatcher.close();
});
