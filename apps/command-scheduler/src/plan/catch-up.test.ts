import { expect, it } from 'vitest';
import type { CatchUp, Schedule } from '../schedules/schedule.ts';
import { dueNow } from './catch-up.ts';

const at = (time: string): Date => new Date(`2026-03-01T${time}Z`);

function due(catchUp: CatchUp, cron: string, until: string, catchUpLimit = 100) {
  const schedule: Schedule = {
    id: 1,
    name: 'lamp',
    device: 4000,
    action: 'light',
    parameters: {},
    keyParameter: null,
    cron,
    timeZone: 'UTC',
    catchUp,
    catchUpLimit,
    retryWindowSeconds: 0,
    paused: false,
    plannedUntil: at('00:00:00'),
    createdAt: at('00:00:00'),
  };
  const { send, skip } = dueNow(schedule, at(until));
  return { send: send.map((each) => each.toISOString().slice(11, 16)), skip: skip.length };
}

it.each(['skip', 'last', 'all'] as const)('sends what is due now (%s)', (policy) => {
  expect(due(policy, '0 1 * * *', '01:00:01')).toEqual({ send: ['01:00'], skip: 0 });
  expect(due(policy, '0 1 * * *', '00:59:59')).toEqual({ send: [], skip: 0 });
});

it('sends all that came due within the tolerance, whatever the policy', () => {
  expect(due('skip', '*/10 * * * * *', '00:00:31').send).toHaveLength(3);
});

it('skips what came due while nobody was there', () => {
  expect(due('skip', '0 * * * *', '05:30:00')).toEqual({ send: [], skip: 5 });
  expect(due('skip', '0 * * * *', '05:00:10')).toEqual({ send: ['05:00'], skip: 4 });
});

it('sends the last of them', () => {
  expect(due('last', '0 * * * *', '05:30:00')).toEqual({ send: ['05:00'], skip: 4 });
  expect(due('last', '0 * * * *', '05:00:10')).toEqual({ send: ['05:00'], skip: 4 });
});

it('sends all of them, up to the limit', () => {
  expect(due('all', '0 * * * *', '03:30:00')).toEqual({ send: ['01:00', '02:00', '03:00'], skip: 0 });
  expect(due('all', '0 * * * *', '03:30:00', 2)).toEqual({ send: ['02:00', '03:00'], skip: 1 });
});

it('records no more than a thousand due times of a long absence', () => {
  expect(due('skip', '* * * * * *', '23:00:00')).toMatchObject({ skip: 969 });
});
