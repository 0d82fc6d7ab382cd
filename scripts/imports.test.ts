import { expect, test } from 'vitest';
import { importsOf } from './imports.ts';

test.each([
  ["import { a } from 'x'", { specifier: 'x', typeOnly: false, dynamic: false }],
  ["import 'x'", { specifier: 'x', typeOnly: false, dynamic: false }],
  ["import type { A } from 'x'", { specifier: 'x', typeOnly: true, dynamic: false }],
  ["import { type A } from 'x'", { specifier: 'x', typeOnly: false, dynamic: false }],
  ["export * from 'x'", { specifier: 'x', typeOnly: false, dynamic: false }],
  ["export type { A } from 'x'", { specifier: 'x', typeOnly: true, dynamic: false }],
  ["let a: import('x').A", { specifier: 'x', typeOnly: true, dynamic: false }],
  ["const f = () => import('x')", { specifier: 'x', typeOnly: false, dynamic: true }],
])('%s', (source, expected) => {
  expect(importsOf('file.ts', source)).toEqual([{ ...expected, line: 1 }]);
});

test('a word in a comment or a string is no import', () => {
  expect(importsOf('file.ts', "// import 'x'\nconst text = `import 'y'`;")).toEqual([]);
});
