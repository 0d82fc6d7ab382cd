import { describe, expect, it } from 'vitest';
import { engineFor, rejection } from '../../test/engine.ts';
import { json, serve, type TestServer } from '../../test/server.ts';
import { EngineCaller } from './engine-caller.ts';
import type { Validate } from '../options/settings.ts';
import type { List } from './list.ts';

interface Thing {
  readonly id: string;
}
type Input = Readonly<Record<string, string | number>>;

const ids = (things: readonly Thing[]): string[] => things.map(({ id }) => id);
const things = (...names: readonly string[]): Thing[] => names.map((id) => ({ id }));

/** Each style over the same five things, two to a page. */
const all = things('a', 'b', 'c', 'd', 'e');
function serveLists(): Promise<TestServer> {
  return serve((request, response) => {
    const url = new URL(request.url ?? '', 'http://x.test');
    const page = Number(url.searchParams.get('page') ?? 1);
    const cut = all.slice((page - 1) * 2, page * 2);
    switch (url.pathname) {
      case '/cursor': {
        const from = Number(url.searchParams.get('cursor') ?? 0);
        // An empty page in the middle, which goes on.
        const some = from === 2 ? [] : all.slice(from > 2 ? from - 1 : from, from > 2 ? from + 1 : from + 2);
        json(response, { things: some, next: from > 4 ? null : String(from === 2 ? 3 : from + 2) });
        return;
      }
      case '/counted':
        json(response, { pagination: { page, total_pages: 3 }, things: cut });
        return;
      case '/numbered':
        json(response, { things: cut });
        return;
      case '/range': {
        const skip = Number(url.searchParams.get('skip') ?? 0);
        const some = all.slice(skip, skip + 2);
        json(response, some, 200, { 'x-range': `${skip}-${skip + some.length - 1}/${all.length}` });
        return;
      }
      default:
        json(response, { things: all });
    }
  });
}

function list(server: TestServer, operation: string, input: Input = {}): List<Thing, Input> {
  return new EngineCaller(engineFor(server.url)).list<Thing, Input>(operation, input);
}

describe.each([
  ['things.listByCursor', 4],
  ['things.listCounted', 3],
  ['things.listNumbered', 4],
  ['things.listRange', 3],
  ['things.listWhole', 1],
])('a list like %s', (operation, requests) => {
  it('yields every item of every page, once', async () => {
    const server = await serveLists();
    const found: Thing[] = [];
    for await (const thing of list(server, operation)) found.push(thing);
    expect(ids(found)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(server.received).toHaveLength(requests);
  });

  it('goes on from any page’s `next` as it would have', async () => {
    const server = await serveLists();
    const pages: (readonly Thing[])[] = [];
    for await (const page of list(server, operation).pages()) {
      const rest = page.next === undefined ? [] : await list(server, operation, page.next).toArray();
      pages.push(page.items);
      expect(ids([...pages.flat(), ...rest])).toEqual(['a', 'b', 'c', 'd', 'e']);
      // A checkpoint is plain data.
      expect(JSON.parse(JSON.stringify(page.next ?? null))).toEqual(page.next ?? null);
    }
  });
});

describe('a list', () => {
  it('sends nothing until it is awaited or iterated', async () => {
    const server = await serveLists();
    list(server, 'things.listCounted').pages();
    await new Promise((resolve) => setImmediate(resolve));
    expect(server.connections()).toBe(0);
  });

  it('that is awaited gives the first page, with the answer and what comes next', async () => {
    const server = await serveLists();
    const page = await list(server, 'things.listCounted');
    expect(page).toEqual({
      items: things('a', 'b'),
      next: { page: 2 },
      data: { pagination: { page: 1, total_pages: 3 }, things: things('a', 'b') },
    });
    expect(server.received).toHaveLength(1);
  });

  it('that is awaited twice asks once', async () => {
    const server = await serveLists();
    const asked = list(server, 'things.listCounted');
    expect(await asked).toBe(await asked);
    expect(server.received).toHaveLength(1);
  });

  it('begins anew each time it is iterated', async () => {
    const server = await serveLists();
    const asked = list(server, 'things.listByCursor');
    expect(ids(await asked.toArray())).toEqual(ids(await asked.toArray()));
  });

  it('needs no input', async () => {
    const server = await serveLists();
    const caller = new EngineCaller(engineFor(server.url));
    expect(await caller.list('things.listCounted', undefined).toArray()).toHaveLength(5);
  });

  it.each([
    [0, 0, 0],
    [1, 1, 1],
    [2, 2, 1],
    [3, 3, 2],
    [100, 5, 3],
    [undefined, 5, 3],
  ])('as an array of at most %s has %i items, from %i requests', async (limit, length, requests) => {
    const server = await serveLists();
    const items = await list(server, 'things.listCounted').toArray(limit === undefined ? {} : { limit });
    expect(items).toHaveLength(length);
    expect(server.received).toHaveLength(requests);
  });

  it.each([-1, 1.5, Number.NaN])('as an array of at most %d is refused', async (limit) => {
    const server = await serveLists();
    const error = await rejection(list(server, 'things.listCounted').toArray({ limit }));
    expect(error).toMatchObject({ name: 'InputError' });
    expect(server.connections()).toBe(0);
  });

  it('that is left asks no further', async () => {
    const server = await serveLists();
    for await (const thing of list(server, 'things.listCounted')) if (thing.id === 'b') break;
    expect(server.received).toHaveLength(1);
  });

  it('whose cursor comes again is an error, after the items before it', async () => {
    const server = await serve((request, response) => {
      json(response, {
        things: things(request.url ?? ''),
        next: request.url?.includes('x') === true ? 'y' : 'x',
      });
    });
    const found: Thing[] = [];
    const iterate = async (): Promise<void> => {
      for await (const thing of list(server, 'things.listByCursor')) found.push(thing);
    };
    expect(await rejection(iterate())).toMatchObject({
      name: 'PaginationError',
      operation: 'things.listByCursor',
    });
    expect(ids(found)).toEqual(['/cursor', '/cursor?cursor=x']);
    expect(server.received).toHaveLength(3);
  });

  it('gives each page the whole timeout', async () => {
    const wait = 300;
    const server = await serve((request, response) => {
      const page = Number(new URL(request.url ?? '', 'http://x.test').searchParams.get('page') ?? 1);
      setTimeout(
        () => json(response, { pagination: { page, total_pages: 4 }, things: things(String(page)) }),
        wait,
      );
    });
    const caller = new EngineCaller(engineFor(server.url));
    const started = performance.now();
    const found = await caller
      .list<Thing, Input>('things.listCounted', {}, { timeout: 900, retries: 0 })
      .toArray();
    expect(ids(found)).toEqual(['1', '2', '3', '4']);
    // All pages together took longer than one may.
    expect(performance.now() - started).toBeGreaterThan(900);
  });

  it('that fails on a later page throws there, and is not cut short', async () => {
    const server = await serve((request, response) => {
      if (request.url?.includes('page=2') === true) json(response, {}, 404);
      else json(response, { pagination: { page: 1, total_pages: 2 }, things: things('a') });
    });
    expect(await rejection(list(server, 'things.listCounted').toArray())).toMatchObject({ status: 404 });
  });

  it.each([
    'things.listByCursor',
    'things.listCounted',
    'things.listNumbered',
    'things.listRange',
    'things.listWhole',
  ])('like %s that is answered 204 is empty', async (operation) => {
    const server = await serve((_request, response) => void response.writeHead(204).end());
    expect(await list(server, operation)).toEqual({ items: [], next: undefined, data: undefined });
    expect(await list(server, operation).toArray()).toEqual([]);
    expect(server.received).toHaveLength(2);
  });

  it('that lost its body is an error, and no empty list', async () => {
    const server = await serve((_request, response) => void response.writeHead(200).end());
    const error = await rejection(list(server, 'things.listWhole').toArray());
    expect(error).toMatchObject({ name: 'BodyError', fault: 'not JSON' });
  });

  it.each<[string, Validate]>([
    ['things.listByCursor', 'warn'],
    ['things.listNumbered', 'off'],
    ['things.listCounted', 'warn'],
    ['things.listRange', 'off'],
  ])('like %s whose items nest without end gives them, or is a typed error', async (operation, validate) => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const body = operation === 'things.listRange' ? deep : `{"things":[${deep}]}`;
    const type = { 'content-type': 'application/json' };
    const server = await serve((_request, response) => void response.writeHead(200, type).end(body));
    const caller = new EngineCaller(engineFor(server.url, { validate }));
    const settled = await caller
      .list<Thing, Input>(operation, {})
      .toArray()
      .catch((error: unknown) => error);
    if (operation === 'things.listByCursor') expect(settled).toHaveLength(1);
    else expect(settled).toMatchObject({ name: 'BodyError', fault: 'too large', operation });
  });

  it('of what is no list is an error', async () => {
    const server = await serve((_request, response) => json(response, { id: 'a' }));
    expect(await rejection(list(server, 'things.get', { thing: 'a' }))).toBeInstanceOf(TypeError);
    expect(await rejection(list(server, 'things.gte'))).toMatchObject({ name: 'InputError' });
  });
});

describe.each([
  ['things.listByCursor', 4],
  ['things.listCounted', 3],
  ['things.listRange', 3],
])('a list like %s keeps what it was given', (operation, requests) => {
  it.each(['before its first page', 'between two pages'])('when that is changed %s', async (when) => {
    const server = await serveLists();
    const input: Record<string, number> = { limit: 2 };
    const headers: Record<string, string> = { 'x-test': 'first' };
    const options = { headers, retries: 0 };
    const given = operation === 'things.listRange' ? input : {};
    const pages = new EngineCaller(engineFor(server.url))
      .list<Thing, Input>(operation, given, options)
      .pages();
    if (when === 'between two pages') await pages.next();
    headers['x-test'] = 'second';
    Object.assign(options, { headers: { 'x-test': 'third' }, timeout: -1 });
    given['skip'] = 4;
    given['page'] = 3;
    for await (const _page of pages);
    expect(server.received).toHaveLength(requests);
    expect(new Set(server.received.map((one) => one.headers['x-test']))).toEqual(new Set(['first']));
  });
});
