import { expect, test } from 'vitest';
import { matchPath } from './match-path.ts';

test.each([
  ['/a/{b}', '/a/x', { b: 'x' }],
  ['/a/{b}', '/a/x?b=y', { b: 'x' }],
  ['/a/{b}', '/a/x%2Fy%20z', { b: 'x/y z' }],
  ['/a/{b}/c/{d}', '/a/1/c/2', { b: '1', d: '2' }],
  ['/a/{b}.csv', '/a/x.csv', { b: 'x' }],
  ['/a/{b}.csv', '/a/xxcsv', undefined],
  ['/a', '/a', {}],
  ['/a', '/a/', undefined],
  ['/a', '/ab', undefined],
  ['/a/{b}', '/a/', undefined],
  ['/a/{b}', '/a/x/y', undefined],
  ['/a/{b}', '/x/a/x', undefined],
  ['/a/{b}', '/a/%zz', undefined],
  ['/a+(b)/{c}', '/a+(b)/x', { c: 'x' }],
])('%s takes %s as %j', (template, path, parameters) => {
  expect(matchPath(template, path)).toEqual(parameters);
});
