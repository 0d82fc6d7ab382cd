import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCadence } from './check-cadence.ts';
import { nextDue } from './due-times.ts';
import { newestDue } from './newest-due.ts';

function next(cron: string, timeZone: string, from: string, count: number): string[] {
  return nextDue({ cron, timeZone }, new Date(from), count).map((each) => each.toISOString().slice(0, 16));
}

describe('due times', () => {
  it('follow the clocks of their zone', () => {
    expect(next('0 9 * * MON-FRI', 'Europe/Berlin', '2026-03-27T12:00Z', 2)).toEqual([
      '2026-03-30T07:00',
      '2026-03-31T07:00',
    ]);
    expect(next('0 9 * * *', 'Asia/Tokyo', '2026-06-01T00:00Z', 1)).toEqual(['2026-06-02T00:00']);
  });

  it.each([
    ['America/New_York', '30 2 * * *', '2026-03-07T12:00Z', ['2026-03-08T07:30', '2026-03-09T06:30']],
    ['America/Havana', '0 0 * * *', '2026-03-07T12:00Z', ['2026-03-08T05:00', '2026-03-09T04:00']],
    ['Asia/Beirut', '30 0 * * *', '2026-03-28T12:00Z', ['2026-03-28T22:30', '2026-03-29T21:30']],
    ['Australia/Lord_Howe', '15 2 * * *', '2026-10-03T12:00Z', ['2026-10-03T15:45', '2026-10-04T15:15']],
  ])('that the clocks of %s leave out come when they would have (%s)', (zone, cron, from, expected) => {
    expect(next(cron, zone, from, 2)).toEqual(expected);
  });

  it.each([
    ['America/New_York', '30 1 * * *', '2026-10-31T12:00Z', ['2026-11-01T05:30', '2026-11-02T06:30']],
    ['Australia/Lord_Howe', '45 1 * * *', '2026-04-04T12:00Z', ['2026-04-04T14:45', '2026-04-05T15:15']],
  ])('that the clocks of %s show twice come once (%s)', (zone, cron, from, expected) => {
    expect(next(cron, zone, from, 2)).toEqual(expected);
  });

  it.each([
    ['America/New_York', '30 2 * 3 0#2', ['2027-03-14T07:30', '2028-03-12T07:30']],
    ['Europe/Berlin', '30 2 * 3 0L', ['2027-03-28T01:30', '2028-03-26T01:30']],
    ['Europe/Berlin', '58/1 2 * 3 0L', ['2027-03-28T01:58', '2027-03-28T01:59', '2028-03-26T01:58']],
  ])('that the clocks of %s leave out every year come all the same (%s)', (zone, cron, expected) => {
    expect(next(cron, zone, '2026-11-28T00:00Z', expected.length)).toEqual(expected);
  });

  it.each(['0 * * * *', '0 */1 * * *', '0 0-23 * * *', '0 12-23,0-11 * * *', '@hourly', '@HOURLY'])(
    'of every hour have the hour that comes twice, however it is written (%s)',
    (cron) => {
      expect(next(cron, 'America/New_York', '2027-11-07T04:30Z', 3)).toEqual([
        '2027-11-07T05:00',
        '2027-11-07T06:00',
        '2027-11-07T07:00',
      ]);
    },
  );

  it.each([
    ['1-5,3-7 * * * *', '1,2,3,4,5,6,7 * * * *'],
    ['0,0,30 * * * *', '0,30 * * * *'],
    ['0 9 1-3,2 * *', '0 9 1-3 * *'],
    ['0 9 L,L * *', '0 9 L * *'],
    ['0 9 1 JAN,1-2 *', '0 9 1 1,2 *'],
    ['0 9 * * SUN,0,7', '0 9 * * 0'],
    ['0 9 * * MON-FRI,FRI', '0 9 * * 1-5'],
    ['5,5 0,0 9 * * *', '5 0 9 * * *'],
    ['@midnight', '0 0 * * *'],
    ['@Daily', '@daily'],
  ])('of %s are those of %s', (cron, plain) => {
    expect(checkCadence({ cron, timeZone: 'UTC' }, new Date(0)).cron).toBe(cron);
    expect(next(cron, 'UTC', '2026-01-01T00:00Z', 20)).toEqual(next(plain, 'UTC', '2026-01-01T00:00Z', 20));
  });

  it('of every hour go on evenly while the clocks are changed', () => {
    const around = (from: string): string[] => next('*/30 * * * *', 'America/New_York', from, 6);
    expect(around('2026-03-08T05:45Z')).toEqual(halfHours('2026-03-08T06:00Z', 6));
    expect(around('2026-11-01T04:45Z')).toEqual(halfHours('2026-11-01T05:00Z', 6));
  });

  it('come in order where those left out meet others', () => {
    expect(next('15,45 2,3 * * *', 'America/New_York', '2026-03-08T05:00Z', 4)).toEqual([
      '2026-03-08T07:15',
      '2026-03-08T07:45',
      '2026-03-09T06:15',
      '2026-03-09T06:45',
    ]);
  });

  it('ascend, and are the same from wherever one begins', () => {
    fc.assert(
      fc.property(cadences, changes, fc.integer({ min: 0, max: 40 }), (cron, [timeZone, change], begin) => {
        const from = Date.parse(change) - 20 * 3_600_000;
        const all = nextDue({ cron, timeZone }, new Date(from), 60).map(Number);
        expect(all).toEqual([...new Set(all)].toSorted((a, b) => a - b));
        const middle = all[begin] ?? from;
        for (const late of [0, 1000, 60_000]) {
          const expected = all.filter((each) => each > middle + late);
          const found = nextDue(
            { cron, timeZone },
            new Date(middle + late),
            Math.max(1, expected.length),
          ).map(Number);
          expect(found.slice(0, expected.length)).toEqual(expected);
        }
      }),
      { numRuns: 60 },
    );
  });
});

const cadences = fc.constantFrom(
  '30 0 * * *',
  '0 0 * * *',
  '30 1 * * *',
  '30 2 * * *',
  '15,45 0,1,2,3 * * *',
  '*/20 * * * *',
  '*/20 2 * * *',
  '0 */2 * * *',
  '45 2 * * SUN',
  '@hourly',
  '0 0-23 * * *',
  '30 2 * 3 0L',
  '10 15 1-3 * * *',
);
const changes = fc.constantFrom(
  ...([
    ['America/New_York', '2026-03-08T07:00Z'],
    ['America/New_York', '2026-11-01T06:00Z'],
    ['Asia/Beirut', '2026-03-28T22:00Z'],
    ['Asia/Beirut', '2026-10-24T21:00Z'],
    ['America/Havana', '2026-03-08T05:00Z'],
    ['Australia/Lord_Howe', '2026-10-03T15:30Z'],
    ['Australia/Lord_Howe', '2026-04-04T15:00Z'],
    ['UTC', '2026-04-04T15:00Z'],
  ] as const),
);

function halfHours(from: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) =>
    new Date(Date.parse(from) + index * 1_800_000).toISOString().slice(0, 16),
  );
}

describe('the newest due times', () => {
  const hourly = { cron: '0 * * * *', timeZone: 'UTC' };
  const [from, to] = [new Date('2026-01-01T00:00Z'), new Date('2026-01-31T12:00Z')];

  it('are those before now, and no more than asked for', () => {
    const found = newestDue(hourly, from, to, 100);
    expect(found).toHaveLength(100);
    expect(found.at(-1)).toEqual(to);
    expect(newestDue(hourly, new Date('2026-01-31T09:30Z'), to, 100)).toHaveLength(3);
  });

  it('of a cadence of seconds are found after a month, too', () => {
    expect(newestDue({ cron: '* * * * * *', timeZone: 'Europe/Berlin' }, from, to, 1000)).toHaveLength(1000);
  });
});

it('a day that no month has never comes', () => {
  expect(() => checkCadence({ cron: '0 0 30 2 *', timeZone: 'UTC' }, new Date(0))).toThrow('never comes');
});

describe('a cadence is refused', () => {
  const now = new Date('2026-01-01T00:00Z');
  it.each([
    '',
    '* *',
    '* * * * * * *',
    '60 * * * *',
    '0 0 30 2 *',
    'H * * * *',
    'a b c d e',
    '@never',
    '@reboot',
    '0 0 31 2,4,6,9,11 *',
    '*/0 * * * *',
  ])('for the expression "%s"', (cron) => {
    expect(() => checkCadence({ cron, timeZone: 'UTC' }, now)).toThrow(
      expect.objectContaining({ name: 'CadenceError', field: 'cron' }),
    );
  });

  it.each(['', 'Mars/Olympus', '+09:00'])('for the zone "%s"', (timeZone) => {
    expect(() => checkCadence({ cron: '@daily', timeZone }, now)).toThrow(
      expect.objectContaining({ name: 'CadenceError', field: 'timeZone' }),
    );
  });

  it('but not for how its zone is spelled', () => {
    expect(checkCadence({ cron: ' 0  9 * * * ', timeZone: 'europe/berlin' }, now)).toEqual({
      cron: '0 9 * * *',
      timeZone: 'Europe/Berlin',
    });
  });
});
