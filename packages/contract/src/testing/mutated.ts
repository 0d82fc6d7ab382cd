import * as fc from 'fast-check';

/** A change somewhere inside a JSON value: where, by choices on the way down, and what. */
interface Mutation {
  readonly way: readonly number[];
  readonly kind: 'replace' | 'remove' | 'add' | 'repeat';
  readonly value: unknown;
}

const replacement = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1.5,
    2 ** 53,
    -(2 ** 60),
    1e21,
    '',
    '1',
    'true',
    'a'.repeat(200),
  ),
  fc.constantFrom<unknown>('😀', '0123456789ab', [], {}, [[]], [{}], { token: 1 }, { id: 5 }),
  fc.jsonValue({ maxDepth: 2 }),
);

const mutation: fc.Arbitrary<Mutation> = fc.record({
  way: fc.array(fc.nat(99), { maxLength: 6 }),
  kind: fc.constantFrom('replace', 'remove', 'add', 'repeat'),
  value: replacement,
});

/** Values with up to three things changed in them, often so that they are wrong. */
export function mutated(values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return (
    fc
      .tuple(values, fc.array(mutation, { maxLength: 3 }))
      .map(([value, changes]) => changes.reduce(changed, value))
      // zod measures whatever has a length, and so says of an object that it is too short a text.
      .filter((value) => !/"length":/.test(JSON.stringify(value) ?? ''))
  );
}

function changed(value: unknown, { way: [choice, ...way], ...change }: Mutation): unknown {
  const keys = isContainer(value) ? Object.keys(value) : [];
  const key = choice === undefined ? undefined : keys[choice % (keys.length + 1)];
  if (!isContainer(value) || key === undefined) return changedHere(value, change);
  const entries = Object.entries(value).flatMap(([each, inner]): [string, unknown][] => {
    if (each !== key) return [[each, inner]];
    if (change.kind === 'remove' && way.length === 0) return [];
    return [[each, changed(inner, { way, ...change })]];
  });
  return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

function changedHere(value: unknown, { kind, value: other }: Omit<Mutation, 'way'>): unknown {
  const items: readonly unknown[] | undefined = Array.isArray(value) ? value : undefined;
  if (kind === 'repeat' && items) return [...items, ...items, ...items];
  if (kind === 'repeat' && typeof value === 'string') return value.repeat(9);
  if (kind === 'add' && items) return [...items, other];
  if (kind === 'add' && isContainer(value)) return { ...value, added: other };
  return other;
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
