import { expect, it } from 'vitest';
import { beginOf, chosen } from './intervals.ts';

const at = (text: string): number => Date.parse(text);

// The days on which clocks change in Berlin: 2026-03-29 is 23 hours long, 2026-10-25 is 25.
it.each([
  ['5sec', '2026-05-05T10:11:14.999Z', 'UTC', '2026-05-05T10:11:10Z'],
  ['10min', '2026-05-05T10:11:12Z', 'Asia/Kathmandu', '2026-05-05T10:10:00Z'],
  ['1day', '2026-05-05T10:11:12Z', 'UTC', '2026-05-05T00:00:00Z'],
  ['1day', '2026-05-05T16:00:00Z', 'Asia/Tokyo', '2026-05-05T15:00:00Z'],
  ['1day', '2026-03-29T20:00:00Z', 'Europe/Berlin', '2026-03-28T23:00:00Z'],
  ['1day', '2026-10-25T22:30:00Z', 'Europe/Berlin', '2026-10-24T22:00:00Z'],
  ['1week', '2026-05-05T10:11:12Z', 'UTC', '2026-05-04T00:00:00Z'],
  ['1week', '2026-05-10T23:59:59Z', 'UTC', '2026-05-04T00:00:00Z'],
  ['1month', '2026-04-10T00:00:00Z', 'Europe/Berlin', '2026-03-31T22:00:00Z'],
] as const)('%s of %s in %s began at %s', (resolution, time, zone, begin) => {
  expect(new Date(beginOf(resolution, at(time), zone)).toISOString()).toBe(new Date(begin).toISOString());
});

it('chooses what makes no more than 500 intervals', () => {
  const begin = at('2026-01-01T00:00:00Z');
  expect(chosen(begin, begin + 500 * 5000)).toBe('5sec');
  expect(chosen(begin, begin + 500 * 5000 + 1)).toBe('15sec');
  expect(chosen(begin, at('2040-01-01T00:00:00Z'))).toBe('1month');
});
