import { describe, expect, test } from 'vitest';
import type { Operation } from '../operation.ts';
import { judge } from '../answers/judge.ts';
import { normalise } from '../answers/normalise.ts';
import { turnPage } from '../pages/turn-page.ts';
import {
  createBox,
  getBox,
  listBoxesInRoom,
  moveBox,
  openSession,
  samples,
} from '../testing/printed-samples.ts';
import { polluted } from '../testing/pollute.ts';
import { encode } from './encode.ts';

/** Names that inputs, operations, zod and JSON read, and that nobody gave. */
const names = [
  'workspace',
  'box',
  'deep',
  'fields',
  'note',
  'state',
  'params',
  'time',
  'force',
  'remember',
  'page',
  'pagination',
  'wrapper',
  'form',
  'accept',
  'in',
  'stream',
  'status',
  'toJSON',
  'abortEarly',
  'skipChecks',
  'direction',
  'async',
  'jitless',
  'fallback',
  'aborted',
  'when',
  'cursor',
  'id',
  'x',
  '0',
  '1',
];
const values: readonly unknown[] = ['evil', true, 1, { evil: 'evil' }, () => 'evil'];

const calls: readonly (readonly [Operation, unknown])[] = [
  [getBox, { box: 'b', 'embed[inner]': 1 }],
  [createBox, { name: 'n', sizes: [1, 2], cron: { freq: 'daily' }, params: { a: [{ b: [] }] } }],
  [createBox, { name: 1 }],
  [moveBox, { box: 'b', to: 'x' }],
  [openSession, { projectId: 1, email: 'e', password: 'test-secret' }],
];

const put = ([operation, input]: readonly [Operation, unknown]) => {
  const encoded = encode(operation, input, { workspace: 'acme' }, 'application/json');
  return encoded.request ?? { issues: encoded.issues?.length };
};
const clean = calls.map(put);

describe.each(names)('with Object.prototype.%s polluted', (name) => {
  test.each(values)('by %s, no call changes', (value) => {
    expect(polluted(Object.prototype, { [name]: value }, () => calls.map(put))).toEqual(clean);
  });
});

test('what is inherited is no default', () => {
  const encoded = polluted(Object.prototype, { workspace: 'evil' }, () =>
    encode(getBox, { box: 'b' }, {}, 'x'),
  );
  expect(encoded.issues).toMatchObject([{ path: 'workspace' }]);
});

test('no answer is judged, turned or rewritten by what is inherited', () => {
  const answer = { _embedded: { boxes: [{ token: 't' }] } };
  expect(judge(listBoxesInRoom, answer)).toEqual([]);
  const inherited = { id: 7, pagination: { page: 1, total_pages: 9 }, tags: 'no list' };
  polluted(Object.prototype, inherited, () => {
    expect(judge(listBoxesInRoom, answer)).toEqual([]);
    normalise(listBoxesInRoom, answer);
    expect(Object.hasOwn(answer._embedded.boxes[0]!, 'id')).toBe(false);
    expect(turnPage(listBoxesInRoom, { room: 1 }, answer, undefined).next).toEqual({ room: 1, page: 2 });
  });
});

test('an operation has no prototype', () => {
  for (const sample of Object.values(samples)) expect(Object.getPrototypeOf(sample)).toBeNull();
});
