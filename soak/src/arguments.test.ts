import { expect, it } from 'vitest';
import { readArguments } from './arguments.ts';

it('runs the full numbers unless told otherwise', () => {
  expect(readArguments([])).toMatchObject({ scenarios: 1000, kills: 100, path: undefined });
  expect(readArguments(['--', '--seed', '7', '--scenarios', '3', '--kills', '0'])).toEqual({
    seed: 7,
    scenarios: 3,
    kills: 0,
    path: undefined,
  });
});

it('kills nothing where one scenario is run again', () => {
  expect(readArguments(['--seed', '7', '--path', '3:1'])).toMatchObject({ seed: 7, path: '3:1', kills: 0 });
});

it.each([
  ['--seed', 'x'],
  ['--scenarios', '-1'],
  ['--scenario', '1'],
  ['--path', '1'],
  ['--seed', '1', '--path', 'x'],
])('refuses %s %s %s %s', (...given) => {
  expect(() => readArguments(given)).toThrow(TypeError);
});
