import { expect, test } from 'vitest';
import { nearestTime } from './nearest.ts';
import type { Cron } from './cron.ts';
import { isZone, zones } from './zones.ts';

test.each<[string, Cron, string, string, string]>([
  ['quarters', { freq: 'every_15_minutes' }, '2027-01-01T10:07:00Z', '10:00:00', '10:15:00'],
  ['halves', { freq: 'every_30_minutes' }, '2027-01-01T10:37:00Z', '10:30:00', '11:00:00'],
  ['hours', { freq: 'hourly', minute: 20 }, '2027-01-01T10:07:30Z', '09:20:00', '10:20:00'],
  [
    'hours where clocks are half an hour off',
    { freq: 'hourly', minute: 20, time_zone: 'Mumbai' },
    '2027-01-01T10:07:30Z',
    '09:50:00',
    '10:50:00',
  ],
])('fires at %s', (_, cron, now, last, next) => {
  expect(nearestTime(cron, new Date(now), -1).toISOString()).toContain(last);
  expect(nearestTime(cron, new Date(now), 1).toISOString()).toContain(next);
});

const pacific = 'Pacific Time (US & Canada)';

test.each<[string, Cron, string, string]>([
  [
    'in winter',
    { freq: 'daily', hour: 8, time_zone: pacific },
    '2027-01-15T15:59:00Z',
    '2027-01-15T16:00:00.000Z',
  ],
  [
    'in summer',
    { freq: 'daily', hour: 8, time_zone: pacific },
    '2027-07-15T15:59:00Z',
    '2027-07-16T15:00:00.000Z',
  ],
  [
    'across a change of clocks',
    { freq: 'daily', hour: 8, time_zone: pacific },
    '2027-03-13T16:00:00Z',
    '2027-03-14T15:00:00.000Z',
  ],
  [
    'on a weekday of the zone',
    { freq: 'weekly', day_of_week: 1, hour: 1, time_zone: 'Tokyo' },
    '2027-03-07T12:00:00Z',
    '2027-03-07T16:00:00.000Z',
  ],
  [
    'on Sunday as 7',
    { freq: 'weekly', day_of_week: [7], hour: 0 },
    '2027-03-05T00:00:00Z',
    '2027-03-07T00:00:00.000Z',
  ],
  [
    'on the last day of a short month',
    { freq: 'monthly', day_of_month: 31, hour: 0 },
    '2027-02-02T00:00:00Z',
    '2027-02-28T00:00:00.000Z',
  ],
  [
    'next month',
    { freq: 'monthly', day_of_month: 1, hour: 0 },
    '2027-03-01T00:00:00Z',
    '2027-04-01T00:00:00.000Z',
  ],
  [
    'tomorrow, on the eve of summer time',
    { freq: 'daily', hour: 23, minute: 30, time_zone: 'Eastern Time (US & Canada)' },
    '2027-03-14T04:30:00Z',
    '2027-03-15T03:30:00.000Z',
  ],
  [
    'on the Sunday that begins summer time',
    { freq: 'weekly', day_of_week: 0, hour: 23, minute: 45, time_zone: 'America/New_York' },
    '2027-03-14T04:30:00Z',
    '2027-03-15T03:45:00.000Z',
  ],
  [
    'once in an hour that comes twice',
    { freq: 'daily', hour: 1, minute: 30, time_zone: 'America/New_York' },
    '2027-11-07T05:30:00Z',
    '2027-11-08T06:30:00.000Z',
  ],
  [
    'when the clocks go on, where they leave its time out',
    { freq: 'daily', hour: 2, minute: 30, time_zone: 'America/New_York' },
    '2027-03-14T05:00:00Z',
    '2027-03-14T07:00:00.000Z',
  ],
  [
    'on the 30th, or the last of February',
    { freq: 'monthly', day_of_month: 30, hour: 0 },
    '2027-01-31T00:00:00Z',
    '2027-02-28T00:00:00.000Z',
  ],
  [
    'on the 29th of a leap year',
    { freq: 'monthly', day_of_month: 29, hour: 0 },
    '2028-02-01T00:00:00Z',
    '2028-02-29T00:00:00.000Z',
  ],
])('fires next %s', (_, cron, now, next) => {
  expect(nearestTime(cron, new Date(now), 1).toISOString()).toBe(next);
});

test('knows a clock for each zone of the platform', () => {
  expect(zones.size).toBe(151);
  for (const zone of zones.keys()) expect(isZone(zone)).toBe(true);
  expect(isZone('Nowhere')).toBe(false);
});

const local = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'America/New_York',
  weekday: 'short',
  day: '2-digit',
  month: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

/** Every minute of some days around a change of clocks at which they show what a schedule asks for. */
function* shown(from: string, days: number, wanted: RegExp): Generator<string> {
  for (let at = Date.parse(from); at < Date.parse(from) + days * 86_400_000; at += 60_000) {
    if (wanted.test(local.format(at))) yield new Date(at).toISOString();
  }
}

test.each<[Cron, RegExp]>([
  [{ freq: 'daily', hour: 23, minute: 30 }, /23:30$/],
  [{ freq: 'daily', hour: 0, minute: 0 }, /00:00$/],
  [{ freq: 'weekly', day_of_week: [0, 6], hour: 23, minute: 45 }, /^S.*23:45$/],
  [{ freq: 'hourly', minute: 20 }, /:20$/],
])('fires %j whenever the clocks show it, before and after they change', (cron, wanted) => {
  for (const begin of ['2027-03-11T05:00:00Z', '2027-11-04T05:00:00Z']) {
    const times = [...shown(begin, 6, wanted)];
    const there = { ...cron, time_zone: 'America/New_York' };
    let time = nearestTime(there, new Date(Date.parse(begin) - 1000), 1);
    for (const expected of times) {
      expect(time.toISOString()).toBe(expected);
      expect(nearestTime(there, time, -1).toISOString()).toBe(expected);
      time = nearestTime(there, time, 1);
    }
  }
});
