import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const folder = join(import.meta.dirname, '..');
const root = join(folder, '../..');

it(
  "the README's snippets pass the type checker, and are about a dozen lines each",
  { timeout: 240_000 },
  async () => {
    const readme = await readFile(join(folder, 'README.md'), 'utf8');
    const snippets = [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map((match) => match[1] ?? '');
    expect(snippets.length).toBeGreaterThanOrEqual(5);
    for (const snippet of snippets) expect(snippet.trim().split('\n').length).toBeLessThanOrEqual(16);
    // Inside the package, so that it is found by its name.
    const place = await mkdtemp(join(folder, 'test/.snippets-'));
    try {
      await Promise.all(snippets.map((text, at) => writeFile(join(place, `snippet-${at}.ts`), text)));
      const options = { extends: '../../../../tsconfig.base.json', include: ['*.ts'] };
      await writeFile(join(place, 'tsconfig.json'), JSON.stringify(options));
      const tsc = join(root, 'node_modules/typescript/bin/tsc');
      await promisify(execFile)(process.execPath, [tsc, '-p', place]).catch((error: { stdout?: string }) => {
        throw new Error(error.stdout);
      });
    } finally {
      await rm(place, { recursive: true });
    }
  },
);
