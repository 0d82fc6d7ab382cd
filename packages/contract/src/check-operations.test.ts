import { expect, test } from 'vitest';
import { z } from 'zod';
import { checkOperations } from './check-operations.ts';
import { operation, type WrittenOperation } from './operation.ts';
import { deleteBox, getBox, openSession } from './testing/sample-operations.ts';

const box = z.string();
const faulty: readonly (readonly [string, WrittenOperation, RegExp])[] = [
  [
    'an id that is no resource.verb',
    operation({ ...deleteBox, id: 'delete' }),
    /delete: the id must be resource\.verb/,
  ],
  [
    'a path parameter outside the input',
    operation({ ...deleteBox, path: '/boxes/{lid}' }),
    /\{lid\} is in the path and not in/,
  ],
  [
    'a path parameter that is no text',
    operation({ ...deleteBox, input: z.object({ box: z.object({}) }) }),
    /\{box\} must be a string/,
  ],
  [
    'an object in a query',
    operation({ ...getBox, input: z.object({ workspace: box, box, a: z.object({}) }) }),
    /a has no form as text/,
  ],
  [
    'null in a query',
    operation({ ...getBox, input: z.object({ workspace: box, box, a: z.string().nullish() }) }),
    /a has no form/,
  ],
  [
    'text that may be two things',
    operation({ ...getBox, input: z.object({ workspace: box, box, a: z.union([box, z.int()]) }) }),
    /a has no form/,
  ],
  [
    'a list of lists in a form',
    operation({ ...openSession, input: z.object({ a: z.array(z.array(box)) }) }),
    /a has no form/,
  ],
  ['an input that is no object', operation({ ...deleteBox, input: z.string() }), /must be a z\.object/],
  ['a schema that changes data', operation({ ...deleteBox, output: z.string().trim() }), /changes data/],
  ['a form with a wrapper', operation({ ...openSession, wrapper: 'session' }), /a form has no wrapper/],
  [
    'a stream with pages',
    operation({ ...deleteBox, stream: 'bytes', page: { style: 'whole', items: '' } }),
    /a stream has no pages/,
  ],
];

test.each(faulty)('%s is a fault', (_name, sample, message) => {
  expect(() => checkOperations([sample])).toThrow(message);
});

test('so are an id that is taken, and a const that is not named after it, or not exported', () => {
  expect(() => checkOperations([getBox, getBox])).toThrow(/boxes\.get: the id is taken/);
  expect(() => checkOperations([getBox], { readBox: getBox })).toThrow(
    /the const must be getBox, and is readBox/,
  );
  expect(() => checkOperations([getBox], {})).toThrow(/is not exported/);
});

test('an operation that is no GET says whether it is destructive', () => {
  const { destructive: _, ...unsaid } = deleteBox;
  expect(() => operation(unsaid)).toThrow(/boxes\.delete: say `destructive: true`/);
  expect(operation({ ...unsaid, method: 'GET' }).destructive).toBeUndefined();
});
