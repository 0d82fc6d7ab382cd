import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startCommand, type RunningEmulator } from './release/emulator.ts';
import { run } from './release/run.ts';
import { snippetsIn, writeSnippets, type WrittenSnippets } from './snippets.ts';
import { root } from './workspaces.ts';

const page = 'docs/migrating.md';
/** What each snippet prints, in their order. */
const printed: readonly RegExp[] = [
  /^\S.* \{.*\}\n/s,
  /^Seattle \d+\n/,
  /^no such collection: not_found\n$/,
  /^true\nSeattle undefined\n$/,
];

let emulator: RunningEmulator;
let snippets: WrittenSnippets;

beforeAll(async () => {
  snippets = writeSnippets('apps/demo', snippetsIn(page));
  emulator = await startCommand(process.execPath, [`${root}/packages/emulator/src/cli.ts`], {});
});
afterAll(async () => {
  snippets[Symbol.dispose]();
  await emulator[Symbol.asyncDispose]();
});

describe('the snippets of docs/migrating.md', { timeout: 120_000 }, () => {
  test('are as many as there are expectations', () => {
    expect(snippets.files).toHaveLength(printed.length);
  });

  test('pass the type checker', async () => {
    await snippets.typeCheck();
  });

  test.each(printed.map((expected, at) => [at, expected] as const))(
    'print what they should (%i)',
    async (at, expected) => {
      expect(await run(process.execPath, [snippets.files[at] ?? ''], { env: emulator.env })).toMatch(
        expected,
      );
    },
  );
});

test('every method that its tables name exists', async () => {
  const from = createRequire(`${root}/apps/demo/package.json`);
  const { AnalyticsClient } = (await import(from.resolve('@bimodal/analytics-client'))) as Modules;
  const { IotClient } = (await import(from.resolve('@bimodal/iot-client'))) as Modules;
  const clients: Record<string, object> = { mode: new AnalyticsClient(), cloud: new IotClient() };
  const named = [...readFileSync(`${root}/${page}`, 'utf8').matchAll(/`(\w+)\.(\w+)\.(\w+)\(\{/g)];
  const missing = named.filter(([, name = '', resource = '', method = '']) => {
    const methods: unknown = Reflect.get(clients[name] ?? clients['cloud'] ?? {}, resource);
    return (
      typeof methods !== 'object' || methods === null || typeof Reflect.get(methods, method) !== 'function'
    );
  });
  expect(missing.map(([call]) => call)).toEqual([]);
  expect(named.length).toBeGreaterThan(40);
});

interface Modules {
  readonly AnalyticsClient: new () => object;
  readonly IotClient: new () => object;
}
