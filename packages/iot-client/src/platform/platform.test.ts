import { expect, it } from 'vitest';
import { cloud } from './platform.ts';

it('lives where its documents say', () => {
  expect(cloud.productionUrl).toBe('https://api.tinkermode.com');
});

it('reads the platform’s own word out of a failure', () => {
  expect(cloud.readFailure({ reason: 'DEVICE_OFFLINE', data: {} })).toEqual({ code: 'DEVICE_OFFLINE' });
});

it.each([undefined, null, '<html>', 5, [], {}, { reason: 7 }, { reason: '' }])('finds none in %j', (body) => {
  expect(cloud.readFailure(body)).toEqual({ code: undefined });
});

it.each([
  ['DEVICE_OFFLINE', 'not connected'],
  ['INCORRECT_PASSWORD', 'The password is wrong'],
  ['toString', undefined],
  ['NOT_SEEN_YET', undefined],
])('says what to do about %s: %s', (code, advice) => {
  const said = cloud.whatToDo?.(code);
  if (advice === undefined) expect(said).toBeUndefined();
  else expect(said).toContain(advice);
});
