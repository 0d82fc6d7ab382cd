import { expect, it } from 'vitest';
import { readArguments } from './arguments.ts';

it('runs the full numbers unless told otherwise', () => {
  expect(readArguments([])).toMatchObject({
    scenarios: 1000,
    streams: 120,
    kills: 100,
    judgements: 100_000,
    path: undefined,
  });
  expect(
    readArguments([
      '--',
      '--seed',
      '7',
      '--scenarios',
      '3',
      '--streams',
      '5',
      '--kills',
      '0',
      '--judgements',
      '9',
    ]),
  ).toEqual({
    seed: 7,
    scenarios: 3,
    streams: 5,
    kills: 0,
    judgements: 9,
    path: undefined,
    streamPath: undefined,
  });
});

it('runs nothing else where one scenario is run again', () => {
  const calls = readArguments(['--seed', '7', '--path', '3:1']);
  expect(calls).toMatchObject({ seed: 7, path: '3:1', scenarios: 1, streams: 0, kills: 0, judgements: 0 });
  const streams = readArguments(['--seed', '7', '--stream-path', '3']);
  expect(streams).toMatchObject({ streamPath: '3', scenarios: 0, streams: 1, kills: 0 });
});

it.each([
  ['--seed', 'x'],
  ['--scenarios', '-1'],
  ['--scenario', '1'],
  ['--path', '1'],
  ['--seed', '1', '--path', 'x'],
  ['--stream-path', '1'],
])('refuses %s %s %s %s', (...given) => {
  expect(() => readArguments(given)).toThrow(TypeError);
});
