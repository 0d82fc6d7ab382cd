import { expect, test } from 'vitest';
import { rowsIn } from './row.ts';
import { tableOf } from './table.ts';

test('rows are what the probes printed, and nothing else that a runtime did', () => {
  const printed =
    'warning: old\n{"probe":"call","result":"fail","note":"expected\\n  a home"}\n{"other":1}\n';
  expect(rowsIn('bun', printed)).toEqual([
    { runtime: 'bun', probe: 'call', result: 'fail', note: 'expected a home' },
  ]);
});

test('a line a probe, a column a runtime, and each reason once', () => {
  const absent = { probe: 'files', result: 'n/a', note: 'no files' } as const;
  const text = tableOf([
    { runtime: 'bun', probe: 'call', result: 'pass' },
    { runtime: 'page', probe: 'call', result: 'fail', note: 'no home' },
    { runtime: 'page', ...absent },
    { runtime: 'worker', ...absent },
  ]);
  expect(text.split('\n')).toEqual([
    '| probe   | bun  | page | worker |',
    '| ------- | ---- | ---- | ------ |',
    '| `call`  | pass | fail |        |',
    '| `files` |      | n/a  | n/a    |',
    '',
    '- page: **fail**, no home (`call`)',
    '- page, worker: **n/a**, no files (`files`)',
  ]);
});
