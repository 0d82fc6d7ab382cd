import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startCommand, type RunningEmulator } from './release/emulator.ts';
import { run } from './release/run.ts';
import { snippetsIn, writeSnippets, type WrittenSnippets } from './snippets.ts';
import { root } from './workspaces.ts';

/** What each snippet of a page prints, in their order, with an emulator and its environment. */
const pages: Readonly<Record<string, readonly RegExp[]>> = {
  'docs/migrating.md': [
    /^\S.* \{.*\}\n/s,
    /^Seattle \d+\n/,
    /^no such collection: not_found\n$/,
    /^true\nSeattle undefined\n$/,
  ],
  'docs/credentials.md': [/^(workspace|member)\n$/],
  'packages/auth-core/README.md': [
    /^\[Basic credential, kind workspace\]\nworkspace is not among \[ 'member', 'personal' \]\n$/,
    /^(workspace|member)\n$/,
    /^credentials\.verify 200 attempt 1\n$/,
  ],
};

let emulator: RunningEmulator;
beforeAll(async () => {
  emulator = await startCommand(process.execPath, [`${root}/packages/emulator/src/cli.ts`], {});
});
afterAll(() => emulator[Symbol.asyncDispose]());

describe.each(Object.entries(pages))('the snippets of %s', { timeout: 120_000 }, (page, printed) => {
  let snippets: WrittenSnippets;
  beforeAll(() => {
    snippets = writeSnippets('apps/demo', snippetsIn(page));
  });
  afterAll(() => snippets[Symbol.dispose]());

  test('are as many as there are expectations', () => {
    expect(snippets.files).toHaveLength(printed.length);
  });

  test('pass the type checker', () => snippets.typeCheck());

  test.each(printed.map((expected, at) => [at, expected] as const))(
    'print what they should (%i)',
    async (at, expected) => {
      const said = await run(process.execPath, [snippets.files[at] ?? ''], { env: emulator.env });
      expect(said).toMatch(expected);
      expect(said).not.toContain('test-secret');
    },
  );
});
