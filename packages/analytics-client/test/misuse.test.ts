import { modeCloudKey } from '@bimodal/auth-core';
import { expectTypeOf, describe, expect, it } from 'vitest';
import {
  AnalyticsClient,
  chain,
  given,
  type AnalyticsClientOptions,
  type Crawl,
  type CrawlItem,
  type CrawlOptions,
  type Credential,
  type DiscoveryCrawlItem,
  type JsonRow,
  type NothingFound,
  type ProvideContext,
  type RowStream,
  type StandardSchema,
} from '../src/index.ts';
import { PlatformServer } from './platform-server.ts';

const run = { report: 'r1', run: 'n1' };

describe('a client', () => {
  it.each([
    ['a workspace in the place of options', 'acme', 'Pass options as an object'],
    [
      'an option that there is not',
      { workpace: 'acme' },
      '`workpace` is no option of a client. There are workspace',
    ],
    ['the URL of a workspace', { workspace: 'https://app.mode.com/acme' }, 'is the workspace’s username'],
    ['null for a credential', { credential: null }, '`credential` is neither a credential nor a provider'],
    ['the parts of a credential', { credential: { token: 'test-token', secret: 'test-secret' } }, 'basic({'],
  ])('refuses %s', (_what, options, message) => {
    const make = (): unknown => Reflect.construct(AnalyticsClient, [options]);
    expect(make).toThrow(expect.objectContaining({ name: 'InputError' }));
    expect(make).toThrow(message);
  });

  it('sends no key of MODE Cloud to Mode Analytics, wherever it comes from', async () => {
    await using server = await new PlatformServer().start();
    const key = modeCloudKey('test-key');
    for (const credential of [key, chain(given(key))]) {
      await using mode = server.client({ credential });
      await expect(mode.verify()).rejects.toThrow('is not one of Mode Analytics: its scheme is ModeCloud');
    }
    expect(server.requests).toEqual([]);
  });

  it('takes a provider of one’s own, typed by what the package exports', async () => {
    await using server = await new PlatformServer().start();
    const vault = {
      name: 'vault',
      provide: ({ refused }: ProvideContext): Credential | NothingFound =>
        refused === undefined ? { lookedFor: 'an entry' } : refused,
    };
    await using mode = server.client({ credential: chain(vault) } satisfies AnalyticsClientOptions);
    await expect(mode.verify()).rejects.toThrow('vault: an entry');
  });
});

describe('results', () => {
  it.each([
    ['fields', { origin: 'string' }],
    ['a function', (row: unknown) => row],
    ['null', null],
  ])('are not read by %s in the place of a schema', async (_what, schema) => {
    await using server = await new PlatformServer().start();
    await using mode = server.client();
    const rows = mode.results.rows(run);
    expect(() =>
      Reflect.apply((made: StandardSchema<unknown>) => rows.as(made), undefined, [schema]),
    ).toThrow('does not speak Standard Schema');
    expect(server.requests).toEqual([]);
  });

  it.each([undefined, ''])('are not saved as %j: nothing is asked for', async (to) => {
    await using server = await new PlatformServer().start();
    await using mode = server.client();
    const saving = mode.results.download(Object.assign({ to: 'x' }, run, { to }));
    await expect(saving).rejects.toThrow('results.download: `to` must be the path of the file.');
    expect(server.requests).toEqual([]);
  });

  it('are limited by name only', async () => {
    await using server = await new PlatformServer().start();
    await using mode = server.client();
    const rows = mode.results.rows(run);
    const limited: unknown = Reflect.apply((limit: object) => rows.toArray(limit), undefined, [1]);
    await expect(limited).rejects.toThrow('toArray({ limit: 10 })');
    expect(server.requests).toEqual([]);
  });
});

it.each<[string, object, string]>([
  ['an option that there is not', { includes: ['reports'] }, '`includes` is no option of a crawl'],
  ['a kind alone', { include: 'reports' }, '`include` is a list of kinds'],
  ['a collection alone', { collections: 'c1' }, '`collections` is a list of tokens'],
])('A crawl refuses %s', async (_what, options, message) => {
  await using server = await new PlatformServer().start();
  await using mode = server.client();
  expect(() => mode.crawl(options)).toThrow(message);
});

it('What is decided while the program runs has a type too', () => {
  const decided = (mode: AnalyticsClient, format: 'csv' | 'json', options: CrawlOptions) => ({
    rows: mode.results.rows({ ...run, format }),
    crawl: mode.crawl(options),
  });
  expectTypeOf(decided).returns.toEqualTypeOf<{
    rows: RowStream<JsonRow>;
    crawl: Crawl<CrawlItem | DiscoveryCrawlItem>;
  }>();
});
