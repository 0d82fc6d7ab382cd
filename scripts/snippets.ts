import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './release/run.ts';
import { root } from './workspaces.ts';

/** The TypeScript of a page, in its order; what other people write is in fences of another language. */
export function snippetsIn(page: string): readonly string[] {
  const text = readFileSync(`${root}/${page}`, 'utf8');
  return [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, snippet = '']) => snippet);
}

/** Files made of snippets, inside a package, so that the others are found from there as a user's project finds them. */
export interface WrittenSnippets extends Disposable {
  readonly files: readonly string[];
  /** @throws Error with what the compiler says. */
  typeCheck(): Promise<void>;
}

/** @param home the folder of the package, relative to the root. */
export function writeSnippets(home: string, snippets: readonly string[]): WrittenSnippets {
  const folder = mkdtempSync(`${root}/${home}/.snippets-`);
  const files = snippets.map((_, at) => join(folder, `snippet-${at}.ts`));
  for (const [at, file] of files.entries()) writeFileSync(file, snippets[at] ?? '');
  const settings = { extends: `${root}/tsconfig.base.json`, include: ['*.ts'] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings));
  return {
    files,
    typeCheck: async () => {
      await run(process.execPath, [`${root}/node_modules/typescript/bin/tsc`, '-p', folder]);
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  };
}
