import type { ReportSchedule } from '@bimodal/analytics-client';
import { describe, expect, it } from 'vitest';
import { copyOf } from './schedule-copy.ts';

const monthly = (zone: string, hour: number, last: string, next: string, minute = 0) => {
  const schedule: ReportSchedule = {
    token: 'abcabcabcabc',
    frequency: 'monthly',
    time_zone: zone,
    cron_hour: hour,
    cron_minute: minute,
    last_scheduled_run: last,
    next_scheduled_run: next,
  };
  return copyOf(schedule).cron.day_of_month;
};

describe('a copy of a schedule', () => {
  it('has what makes it again', () => {
    expect(
      copyOf({
        token: 'abcabcabcabc',
        name: 'Mondays',
        frequency: 'weekly',
        day_of_week: 'Monday,Saturday',
        hour: '8:00 pm',
        minute: '45 minutes past the hour',
        cron_hour: 20,
        cron_minute: 45,
        time_zone: 'Berlin',
        timeout: 600,
        parameters: { region: 'EMEA' },
      }),
    ).toEqual({
      name: 'Mondays',
      timeout: 600,
      params: { region: 'EMEA' },
      cron: { freq: 'weekly', day_of_week: [1, 6], hour: 20, minute: 45, time_zone: 'Berlin' },
    });
  });

  it('finds the day of the month in the zone of the schedule', () => {
    expect(monthly('UTC', 8, '2026-10-05T08:00:00+00:00', '2026-11-05T08:00:00+00:00')).toBe(5);
    // 20:00 on the 14th in Los Angeles is 03:00 or 04:00 on the 15th in UTC.
    expect(
      monthly('Pacific Time (US & Canada)', 20, '2026-10-15T03:00:00+00:00', '2026-11-15T04:00:00+00:00'),
    ).toBe(14);
    // 08:30 on the 2nd in Kolkata is 03:00 there; 01:30 on the 2nd is 20:00 on the 1st.
    expect(monthly('New Delhi', 1, '2026-10-01T20:00:00+00:00', '2026-11-01T20:00:00+00:00', 30)).toBe(2);
    // 09:00 on the 20th in Auckland, 13 hours ahead in summer, is 20:00 on the 19th.
    expect(monthly('Auckland', 9, '2026-10-19T20:00:00+00:00', '2026-11-19T20:00:00+00:00')).toBe(20);
  });

  it('takes the later day of a long and a short month', () => {
    expect(monthly('UTC', 8, '2026-10-31T08:00:00+00:00', '2026-11-30T08:00:00+00:00')).toBe(31);
  });

  it.each<[string, Partial<ReportSchedule>]>([
    ['without a frequency', {}],
    ['with one that nobody knows', { frequency: 'fortnightly' }],
    ['weekly without days', { frequency: 'weekly' }],
    ['monthly without runs', { frequency: 'monthly', cron_hour: 8 }],
  ])('is refused %s, so that nothing is deleted that cannot be made again', (_, schedule) => {
    expect(() => copyOf({ token: 'abcabcabcabc', ...schedule })).toThrow('schedule abcabcabcabc');
  });
});
