import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { root } from '../workspaces.ts';
import { longFiles } from './long-files.ts';
import { longestFirst } from './longest-first.ts';

test('the long files come first, in their order, and the others stay in theirs', () => {
  const [first = '', second = ''] = longFiles;
  expect(longestFirst(['b', second, 'a', first], String)).toEqual([first, second, 'b', 'a']);
});

test('every long file is there, and listed once', () => {
  expect(longFiles.filter((file) => !existsSync(`${root}/${file}`))).toEqual([]);
  expect(new Set(longFiles).size).toBe(longFiles.length);
});
