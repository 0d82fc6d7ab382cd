import { expect, test } from 'vitest';
import { tally } from './tally.ts';

test('adds up what passed and what failed', () => {
  const commands = [
    { status: 1, passed: 10, failed: 2 },
    { status: 0, passed: 5, failed: 0 },
  ];
  expect(tally(commands)).toEqual({ passed: 15, failed: 2 });
});

test('a command that fails without a failed test is one failure', () => {
  expect(tally([{ status: 1, passed: 10, failed: 0 }])).toEqual({ passed: 10, failed: 1 });
});

test('a command that counted nothing is one failure', () => {
  expect(tally([{ status: 0, passed: 0, failed: 0 }])).toEqual({ passed: 0, failed: 1 });
});
