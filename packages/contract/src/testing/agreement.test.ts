import { expect, test } from 'vitest';
import { z } from 'zod';
import { operation } from '../operation.ts';
import { agreeing } from './agreement.ts';
import { samples } from './sample-operations.ts';

const Node = z
  .object({
    name: z.string().max(3),
    get children() {
      return z.array(Node).optional();
    },
  })
  .meta({ id: 'Node' });

/** What no sample has. */
const everything = z.object({
  tree: Node,
  shapes: z.union([z.object({ a: z.string() }), z.object({ a: z.int(), b: z.boolean() }), z.null()]),
  pair: z.tuple([z.string().min(2), z.int().optional()]),
  many: z.tuple([z.boolean()], z.string()).optional(),
  map: z.record(z.string().max(2), z.array(z.int()).min(1).max(2)),
  code: z.string().length(4).nullable(),
  start: z.string().startsWith('a.').optional(),
  when: z.iso.date().nullish(),
  either: z.union([z.literal(1), z.literal('x'), z.enum(['p', 'q'])]),
});

test('the printed judge says what zod says, of every kind of schema', () => {
  const all = operation({
    id: 'things.get',
    method: 'GET',
    path: '/things',
    input: z.object({}),
    output: everything,
    idempotent: true,
    source: 'inferred',
    doc: 'Reads all.',
  });
  const { cases, wrong } = agreeing([all, ...Object.values(samples)], 60, 1);
  expect(cases).toBe((Object.values(samples).length + 1) * 4 * 60);
  expect(wrong).toBeGreaterThan(cases / 3);
});

test('and of a union told apart by a field', () => {
  const told = z.discriminatedUnion('type', [
    z.object({ type: z.literal('a'), size: z.int().gt(0).lt(9) }),
    z.object({ type: z.literal(['b', 'c', null]), deep: z.object({ x: z.number().max(2) }).optional() }),
  ]);
  const union = operation({
    id: 'things.tell',
    method: 'PUT',
    path: '/things',
    input: z.object({ told, maybe: told.optional() }),
    output: z.array(told),
    idempotent: true,
    destructive: false,
    source: 'inferred',
    doc: 'Tells.',
  });
  expect(agreeing([union], 300, 1).wrong).toBeGreaterThan(300);
});
