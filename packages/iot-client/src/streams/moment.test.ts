import { expect, it } from 'vitest';
import { moment, shown } from './moment.ts';

it('is one for everything that happens at once', async () => {
  expect(moment()).toBe(moment());
  const before = moment();
  await Promise.resolve();
  expect(moment()).not.toBe(before);
});

const now = { tick: 10_000, time: 1_000_000 };

it.each([
  ['nothing was set', { tick: 4_000, time: 994_000 }, 994_000],
  ['the clock was set back by an hour', { tick: 4_000, time: 994_000 + 3_600_000 }, 994_000],
  ['the clock was set forward by a minute', { tick: 4_000, time: 934_000 }, 934_000],
  ['the machine slept for an hour, which the other clock does not count', { tick: 9_000, time: 0 }, 0],
])('is never shown as later than it was: %s', (_what, past, time) => {
  expect(shown(past, now).getTime()).toBe(time);
});
