import { expect, it } from 'vitest';
import { ranged } from './range.ts';

const all = Array.from({ length: 30 }, (_, index) => index);

it.each([
  [{}, 25, '0-24/30'],
  [{ skip: 25 }, 5, '25-29/30'],
  [{ skip: 3, limit: 2 }, 2, '3-4/30'],
  [{ skip: 30 }, 0, '*/30'],
])('cuts %j to %i items and says %s', (input, count, range) => {
  const answer = ranged(all, input);
  expect(answer.body).toHaveLength(count);
  expect(answer.headers).toEqual({ 'vnd.tinkermode.range': range });
});

it('of nothing is */0', () => {
  expect(ranged([], {})).toEqual({ body: [], headers: { 'vnd.tinkermode.range': '*/0' } });
});
