import type { ReportSchedule } from '@bimodal/analytics-client';
import { describe, expect, it } from 'vitest';
import { copyOf, isLike } from './schedule-copy.ts';

const monthly = (zone: string, hour: number, last: string | null, next: string, minute = 0) => {
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

  it.each([
    ['2027-01-31T03:00:00+00:00', '2027-02-28T03:00:00+00:00', 31],
    ['2026-11-30T03:00:00+00:00', '2026-12-30T03:00:00+00:00', 30],
    ['2028-02-29T03:00:00+00:00', '2028-03-29T03:00:00+00:00', 29],
    ['2027-02-28T03:00:00+00:00', '2027-03-28T03:00:00+00:00', 28],
    [null, '2027-01-31T03:00:00+00:00', 31],
    [null, '2027-03-28T03:00:00+00:00', 28],
    [null, '2028-02-28T03:00:00+00:00', 28],
  ])('with runs at %s and %s is of day %i', (last, next, day) => {
    expect(monthly('UTC', 3, last, next)).toBe(day);
  });

  it.each(['2027-02-28T03:00:00+00:00', '2028-02-29T03:00:00+00:00', '2026-11-30T03:00:00+00:00'])(
    'is refused where the only run, at %s, may stand for a later day',
    (next) => {
      expect(() => monthly('UTC', 3, null, next)).toThrow('does not say whether');
    },
  );

  it('is like a schedule that was made from it, whatever day the month at hand has', () => {
    const copy = copyOf({
      token: 'abcabcabcabc',
      frequency: 'monthly',
      cron_hour: 3,
      next_scheduled_run: '2027-01-31T03:00:00+00:00',
    });
    const made = (next: string): ReportSchedule => ({
      token: 'defdefdefdef',
      frequency: 'monthly',
      cron_hour: 3,
      next_scheduled_run: next,
    });
    expect(isLike(made('2027-02-28T03:00:00+00:00'), copy)).toBe(true);
    expect(isLike(made('2027-02-27T03:00:00+00:00'), copy)).toBe(false);
    expect(isLike({ token: 'x' }, copy)).toBe(false);
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
