import { expect, it } from 'vitest';
import { complaintsAboutDevice } from './judge-device.ts';

const accepted = ['1', '2', '3', '4'];

it.each([
  ['each once', ['1', '2', '3', '4']],
  [
    'some again, as they are sent anew from the first that was not confirmed',
    ['1', '2', '1', '2', '3', '2', '3', '4'],
  ],
])('takes %s', (_, arrived) => {
  expect(complaintsAboutDevice({ accepted, arrived, waiting: 0 })).toEqual([]);
});

it.each([
  ['what is lost', ['1', '2', '4'], 0, '1 events are lost, the first is 3'],
  ['another order', ['1', '3', '2', '4'], 0, 'events arrived out of order, from 3 on'],
  ['what nobody sent', ['1', '2', '3', '4', '5'], 0, 'it never accepted 5'],
  ['what still waits', ['1', '2', '3', '4'], 2, '2 events still wait'],
])('complains of %s', (_, arrived, waiting, complaint) => {
  expect(complaintsAboutDevice({ accepted, arrived, waiting })).toEqual([complaint]);
});
