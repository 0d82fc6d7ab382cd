import { expect, test } from 'vitest';
import { localTime } from './local-time.ts';
import { nearestTime } from './nearest.ts';
import type { Cron } from './cron.ts';
import { zones } from './zones.ts';

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
])('fires next %s', (_, cron, now, next) => {
  expect(nearestTime(cron, new Date(now), 1).toISOString()).toBe(next);
});

test('knows a clock for each zone of the platform', () => {
  expect(zones.size).toBe(151);
  for (const zone of zones.keys()) expect(localTime(new Date(0), zone).year).toBeGreaterThan(1968);
});
