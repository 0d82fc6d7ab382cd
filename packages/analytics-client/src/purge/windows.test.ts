import { InputError } from '@bimodal/auth-core';
import { expect, test } from 'vitest';
import { windowEnds } from './windows.ts';

test.each([
  [{ time: '2026-03-01', from: '2026-01-01', days: 31 }, ['2026-01-31']],
  [{ time: '2026-01-04', from: '2026-01-01', days: 1 }, ['2026-01-01', '2026-01-02']],
  [{ time: '2026-01-10', from: '2026-01-01' }, []],
  [{ time: '2026-01-01', from: '2026-02-01' }, []],
  [{ time: '2024-03-02', from: '2024-02-28', days: 2 }, ['2024-02-29']],
])('%j ends at %j', (input, ends) => {
  expect(windowEnds(input)).toEqual(ends);
});

test.each([
  { time: '2026-02-30', from: '2026-01-01' },
  { time: '2026-01-01', from: '1.1.2026' },
  { time: '2026-01-01', from: '2025-01-01', days: 0 },
])('%j is refused', (input) => {
  expect(() => windowEnds(input)).toThrow(InputError);
});
