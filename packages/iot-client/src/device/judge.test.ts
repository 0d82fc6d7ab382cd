import { ConnectionError, InputError, NotFoundError, StatusError } from '@bimodal/auth-core';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Judge } from './judge.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const refused = (status: number, code?: string) =>
  new StatusError(`answered ${status}`, { status, code, attempts: 1 });
const missing = () => new NotFoundError('answered 404', { status: 404, attempts: 1 });
const lost = () => new ConnectionError('lost', { sent: true });

it.each([
  [true, 'what is refused for a reason', refused(400, 'INVALID_PARAMETERS')],
  [true, 'what is too large, whoever says so', refused(413)],
  [true, 'what cannot be processed', refused(422)],
  [true, 'what the contract does not let out', new InputError('no such thing')],
  [false, 'what half of arrived: a 400 without a reason', refused(400)],
  [false, 'what there is no device for', missing()],
  [false, 'what was lost', lost()],
  [false, 'what a device may not send now', refused(403, 'PERMISSION_DENIED')],
])('says %s of %s', (isGivenUp, _, error) => {
  expect(new Judge(1000).givesUp(error)).toBe(isGivenUp);
});

it.each([
  ['a 404', missing],
  ['a 400 without a reason', () => refused(400)],
])('gives up what is answered with %s for longer than its patience', (_, error) => {
  const judge = new Judge(1000);
  expect(judge.givesUp(error())).toBe(false);
  vi.advanceTimersByTime(500);
  expect(judge.givesUp(lost())).toBe(false);
  vi.advanceTimersByTime(500);
  expect(judge.givesUp(error())).toBe(true);
  judge.taken();
  expect(judge.givesUp(error())).toBe(false);
});
