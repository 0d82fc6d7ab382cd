import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  createBox,
  deleteBox,
  getBox,
  listBoxes,
  openSession,
  streamEvents,
  printed,
} from '../testing/printed-samples.ts';
import * as written from '../testing/sample-operations.ts';
import { judge, judgeStrictly } from './judge.ts';
import { normalise } from './normalise.ts';
import { answersNothing, isSensitive } from './traits.ts';

const box = (more: object) => ({ token: 't', ...more });

describe('normalise', () => {
  test('turns marked numbers into strings, in place, at every depth', () => {
    const answer = [
      box({
        id: 1,
        rank: 2,
        parts: [{ id: 3, size: [4, 5] }],
        owners: { a: { id: 6 } },
        inner: [box({ id: 7, inner: [box({ id: 8 })] })],
        extra: { id: 9 },
      }),
    ];
    const [first] = answer;
    normalise(listBoxes, answer);
    expect(answer).toEqual([
      box({
        id: '1',
        rank: 2,
        parts: [{ id: '3', size: [4, 5] }],
        owners: { a: { id: '6' } },
        inner: [box({ id: '7', inner: [box({ id: '8' })] })],
        extra: { id: 9 },
      }),
    ]);
    expect(answer[0]).toBe(first);
  });

  test.each([
    null,
    undefined,
    1,
    'x',
    [],
    [null],
    [[]],
    [box({ parts: {}, owners: [], inner: 'x' })],
    { id: 1 },
  ])('leaves %j alone', (answer) => {
    const before = structuredClone(answer);
    normalise(listBoxes, answer);
    expect(answer).toEqual(before);
  });

  test('leaves what is no number for the judge', () => {
    const answer = box({ id: { a: 1 } });
    normalise(getBox, answer);
    expect(answer).toEqual(box({ id: { a: 1 } }));
    expect(judge(getBox, answer)).toEqual([{ path: 'id', message: 'must be a string, and is an object' }]);
  });

  test('reads the options of a union together', () => {
    const id = z.string().meta({ wire: 'string|number' });
    const either = printed({
      ...written.getBox,
      output: z.union([
        z.object({ a: id }),
        z.object({ b: z.array(id.nullable()) }),
        z.array(z.object({ c: id })),
      ]),
    });
    const answers = [{ a: 1 }, { b: [1, null, 'x'] }, [{ c: 1 }]];
    for (const answer of answers) normalise(either, answer);
    expect(answers).toEqual([{ a: '1' }, { b: ['1', null, 'x'] }, [{ c: '1' }]]);
  });
});

describe('judge', () => {
  test('takes unknown keys and new words, and changes nothing', () => {
    const answer = box({ state: 'new', more: { a: 1 } });
    const before = structuredClone(answer);
    expect(judge(getBox, answer)).toEqual([]);
    expect(answer).toEqual(before);
  });

  test('tells every mismatch by its path', () => {
    expect(judge(listBoxes, [box({}), { tags: [1], inner: [{}] }])).toEqual([
      { path: '1.token', message: 'is missing' },
      { path: '1.tags.0', message: 'must be a string, and is a number' },
      { path: '1.inner.0.token', message: 'is missing' },
    ]);
  });

  test('strictly, tells unknown keys and new words as well', () => {
    expect(judgeStrictly(getBox, box({ state: 'new', more: 1 })).map(({ path }) => path)).toEqual([
      'state',
      'more',
    ]);
    expect(judgeStrictly(getBox, box({ state: 'open' }))).toEqual([]);
  });

  test('takes anything where nothing matters', () => {
    for (const answer of [undefined, null, '', {}, { id: 1 }]) {
      expect([...judge(deleteBox, answer), ...judgeStrictly(deleteBox, answer)]).toEqual([]);
    }
  });
});

test('answersNothing', () => {
  expect([deleteBox, getBox].map(answersNothing)).toEqual([true, false]);
});

test('isSensitive looks into input and output, at every depth', () => {
  expect([openSession, getBox, createBox, deleteBox, streamEvents].map(isSensitive)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
  const secretInput = printed({
    ...written.deleteBox,
    input: z.object({ a: z.array(z.object({ b: written.Box.shape.key })) }),
  });
  expect(isSensitive(secretInput)).toBe(true);
});
