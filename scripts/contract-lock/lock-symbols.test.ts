import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockSymbols } from './lock-symbols.ts';

let folder = '';
const at = (file: string) => join(folder, file);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bimodal-symbols-'));
  await writeFile(
    at('box.ts'),
    `export class Box { #in = 1; private hidden = 2; lid?: string; open(): void {} static of(): Box { return new Box(); } }
     export interface Size { wide: number; high?: number }
     export type Name = string;
     export const empty = 0, full = 1;
     function secret() {}
     export function pack() { secret(); }`,
  );
});
afterEach(() => rm(folder, { recursive: true }));

const lock = async (text: string) => {
  // Files are parsed once, so each test has an index of its own.
  const file = at(`${text.length}.ts`);
  await writeFile(file, text);
  return lockSymbols(file, (name) => (name === '@bimodal/box' ? at('box.ts') : undefined));
};
const box = { kind: 'class', members: ['lid?', 'of', 'open'] };

test('reads what a file declares, and from where it exports again', async () => {
  const own = await lock(`export { Box, pack as wrap, type Size } from './box.ts'; export const here = 1;`);
  expect(own).toEqual({
    Box: box,
    here: { kind: 'const' },
    Size: { kind: 'interface', members: ['high?', 'wide'] },
    wrap: { kind: 'function' },
  });
});

test('tells a class from the type of one', async () => {
  const typeOfBox = { ...box, kind: 'type of class' };
  expect(await lock(`export type { Box } from '@bimodal/box';`)).toEqual({ Box: typeOfBox });
  expect(await lock(`export { type Box, Box as Real } from '@bimodal/box';`)).toEqual({
    Box: typeOfBox,
    Real: box,
  });
  expect(await lock(`export type * from './box.ts';`)).toMatchObject({
    Box: typeOfBox,
    empty: { kind: 'const' },
  });
  expect(Object.keys(await lock(`export * from './box.ts'; `))).toEqual([
    'Box',
    'Name',
    'Size',
    'empty',
    'full',
    'pack',
  ]);
});

test('finds what is declared in the file and exported by name', async () => {
  expect(await lock(`interface Own { a: 1 }\nexport type { Own };`)).toEqual({
    Own: { kind: 'interface', members: ['a'] },
  });
});

test('refuses a name that it cannot find', async () => {
  await expect(lock(`export { Nobody } from './box.ts';`)).rejects.toThrow(/exports Nobody/);
  await expect(lock(`export { z } from 'zod';`)).rejects.toThrow(/not ours/);
});
