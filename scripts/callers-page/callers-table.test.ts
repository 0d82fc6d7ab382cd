import { expect, test } from 'vitest';
import type { Operation } from '../../packages/contract/src/operation.ts';
import { callersTable } from './callers-table.ts';

function operation(id: string, callers?: Operation['callers']): Operation {
  return { id, ...(callers === undefined ? {} : { callers }) } as Operation;
}

test('operations of a resource that take the same kinds share a row', () => {
  const operations = [
    operation('homes.update', ['user', 'project']),
    operation('homes.create', ['user', 'project']),
    operation('homes.get', ['user', 'device?']),
    operation('homes.anything'),
    operation('homes.nothing', []),
  ];
  const table = callersTable(operations, [
    ['session token', 'user'],
    ['device key', 'device'],
  ]);
  expect(table.split('\n').map((line) => line.replaceAll(/ +/g, ' '))).toEqual([
    '| resource | operations | session token | device key |',
    '| -------- | ------------------ | ------------- | ---------- |',
    '| `homes` | `anything` | yes | yes |',
    '| `homes` | `create`, `update` | yes | |',
    '| `homes` | `get` | yes | ? |',
    '| `homes` | `nothing` | | |',
  ]);
});
