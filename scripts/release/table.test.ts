import { expect, test } from 'vitest';
import { table } from './table.ts';

test('a line a row, a column a Node, in the order in which they come', () => {
  const cell = (row: string, column: string, failure?: string) => ({ row, column, failure });
  const text = table([
    cell('commonjs', 'Node 22'),
    cell('types', 'Node 22', 'does not compile'),
    cell('commonjs', 'Node 24'),
    cell('esm', 'Node 24'),
  ]);
  expect(text.split('\n')).toEqual([
    '          Node 22  Node 24',
    'commonjs  passed   passed',
    'types     FAILED',
    'esm                passed',
  ]);
});
