import { expect, test } from 'vitest';
import type { Check } from './checks.ts';
import { select } from './select-checks.ts';

const checks: readonly Check[] = [
  { name: 'types', command: ['tsc'] },
  { name: 'build', command: ['turbo'] },
  { name: 'publint', command: ['publint'], after: 'build' },
];
const names = (chosen: readonly Check[]): string[] => chosen.map((check) => check.name);

test('runs all checks where none is named', () => {
  expect(names(select(checks, []))).toEqual(['types', 'build', 'publint']);
});

test('runs what a named check looks at first', () => {
  expect(names(select(checks, ['publint']))).toEqual(['build', 'publint']);
});

test('refuses a name that is no check', () => {
  expect(() => select(checks, ['tpyes'])).toThrow('no check "tpyes"');
});
