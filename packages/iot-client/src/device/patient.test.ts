import { expect, it } from 'vitest';
import { readSettings } from '../streams/stream-options.ts';
import { patient } from './patient.ts';

it.each([
  [undefined, 2 ** 31 - 1],
  [{ buffer: 3 }, 2 ** 31 - 1],
  [{ timeout: undefined }, 2 ** 31 - 1],
  [{ timeout: 50 }, 50],
])('with %j a first connection is waited for %d ms', (options, timeout) => {
  expect(readSettings(patient(options)).timeout).toBe(timeout);
});
