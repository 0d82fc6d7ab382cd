import { expect, test } from 'vitest';
import { snippetsIn, writeSnippets } from './snippets.ts';

test('the snippet of docs/scaling.md passes the type checker', { timeout: 120_000 }, async () => {
  const texts = snippetsIn('docs/scaling.md');
  expect(texts).toHaveLength(1);
  using snippets = writeSnippets('apps/account-gateway', texts);
  await snippets.typeCheck();
});
