import { operations as analytics } from '@bimodal/analytics-client/contract';
import type { Operation } from '@bimodal/contract';
import { operations as cloud } from '@bimodal/iot-client/contract';
import { request } from 'undici';
import { expect, test } from 'vitest';
import { useEmulator } from '../src/vitest.ts';
import { basic } from './calling.ts';

const mistakes: unknown[] = [];
const emulator = useEmulator({ strict: false, onError: (error) => mistakes.push(error) });

/** What no field is meant to hold. */
const strange: readonly unknown[] = [
  null,
  true,
  -1,
  1.5,
  1e308,
  2 ** 60,
  '',
  '..',
  '\0',
  '\ud800',
  'constructor',
  '{{',
  '2026-13-45',
  '+275760-09-13T00:00:00Z',
  'a'.repeat(3000),
  [],
  [null],
  [[[]]],
  {},
  { length: -1 },
  { constructor: { prototype: 1 } },
  JSON.parse('{"__proto__":1}'),
];

/** Bodies that are no object of fields, each with its type. */
const broken: readonly (readonly [string, string | Buffer | undefined])[] = [
  ['application/json', undefined],
  ['application/json', ''],
  ['application/json', 'null'],
  ['application/json', '7'],
  ['application/json', '"text"'],
  ['application/json', '[]'],
  ['application/json', '[[]]'],
  ['application/json', '{}'],
  ['application/json', '{"broken'],
  ['application/json', '['.repeat(20_000)],
  ['application/json', Buffer.from([0xff, 0xfe, 0x00])],
  ['application/x-www-form-urlencoded', 'a=b&a=c&x[y][z]=1&%=%zz&[]=1'],
  ['multipart/form-data; boundary=x', '--x\r\n\r\nno end'],
  ['text/plain', 'text'],
  ['application/octet-stream', Buffer.alloc(10)],
  ['no type', '{}'],
];

/** What path parameters stand for that are there. */
const known: Readonly<Record<string, string>> = {
  workspace: 'acme',
  account: 'acme',
  home: '3000',
  device: '4000',
  user: '2000',
  project: '1001',
  module: 'tsdb',
};

/** Reading first, deleting last: what is gone would answer nothing but 404. */
const order = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

test.each([
  ['Mode Analytics', analytics],
  ['MODE Cloud', cloud],
] as const)('answers whatever is sent to %s with no mistake of its own', async (name, operations) => {
  const failed: string[] = [];
  const sorted = operations
    .filter(({ stream }) => stream !== 'websocket')
    .toSorted((a, b) => order.indexOf(a.method) - order.indexOf(b.method));
  for (const [n, operation] of sorted.entries()) {
    const key = name === 'MODE Cloud' ? cloudKey() : basic(emulator().seeds.analytics.keys.workspace);
    await Promise.all(
      attempts(operation, n).map(async ({ path, type, body }) => {
        const { statusCode, body: answer } = await request(emulator().url + path, {
          method: operation.method,
          headers: { authorization: key, 'content-type': type },
          ...(body === undefined ? {} : { body }),
        });
        await answer.dump();
        if (statusCode === 500 && !isHabit(operation, path))
          failed.push(`${operation.method} ${path} ${String(body).slice(0, 200)}`);
      }),
    );
  }
  expect(failed).toEqual([]);
  expect(mistakes).toEqual([]);
});

/** The platform itself was seen to answer 500 there, and so does the emulator. */
function isHabit({ id }: Operation, path: string): boolean {
  return id === 'reportRuns.list' && path.includes('filter=');
}

function cloudKey(): string {
  return `ModeCloud ${emulator().seeds.cloud.adminKey}`;
}

interface Attempt {
  readonly path: string;
  readonly type: string;
  readonly body?: string | Buffer | undefined;
}

/** Of each kind some, other ones for each operation: over all of them, all come. */
function attempts({ path, input, wrapper }: Operation, turn: number): Attempt[] {
  const some = <T>(all: readonly T[], count: number): T[] =>
    Array.from({ length: count }, (_, n) => all[(turn * count + n) % all.length]).filter(
      (each) => each !== undefined,
    );
  const at = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => known[name] ?? tokenOf(name));
  const fields = typeof input === 'string' ? {} : input.fields;
  const names = Object.keys(fields ?? {}).filter((name) => !path.includes(`{${name}}`));
  const filled = some(strange, 4).map((value) => Object.fromEntries(names.map((name) => [name, value])));
  const single = names.map((name, n) => ({ [name]: strange[(turn + n) % strange.length] }));
  const objects = [...filled, ...some(single, Math.min(3, single.length))];
  const json = [...objects, ...(wrapper === undefined ? [] : some(strange, 5))].map((fields) =>
    JSON.stringify(wrapper === undefined ? fields : { [wrapper]: fields }),
  );
  const queries = objects.map((fields) =>
    Object.entries(fields)
      .map(([field, value]) => `${field}=${encodeURIComponent(String(value).toWellFormed())}`)
      .join('&'),
  );
  return [
    { path: at, type: 'application/json' },
    ...some(broken, 4).map(([type, body]) => ({ path: at, type, body })),
    ...json.map((body) => ({ path: at, type: 'application/json', body })),
    ...queries.map((query) => ({ path: `${at}?${query}&${query}`, type: 'application/json' })),
    { path: path.replaceAll(/\{\w+\}/g, 'constructor'), type: 'application/json', body: '{}' },
    { path: path.replaceAll(/\{\w+\}/g, '%00'), type: 'application/json', body: '{}' },
  ];
}

/** Of what is seeded, where the parameter names something of it. */
function tokenOf(name: string): string {
  const { reports, collections, dataset, definition, everyone, dataSources } = emulator().seeds.analytics;
  const tokens: Readonly<Record<string, string>> = {
    report: reports.example,
    collection: collections.notes,
    dataset,
    definition,
    group: everyone,
    dataSource: dataSources.files.token,
  };
  return tokens[name] ?? '1';
}
