import { expect, it } from 'vitest';
import { chosen } from './intervals.ts';

const at = (text: string): number => Date.parse(text);

it('chooses what makes no more than 500 intervals', () => {
  const begin = at('2026-01-01T00:00:00Z');
  expect(chosen(begin, begin + 500 * 5000)).toBe('5sec');
  expect(chosen(begin, begin + 500 * 5000 + 1)).toBe('15sec');
  expect(chosen(begin, at('2040-01-01T00:00:00Z'))).toBe('1month');
});
