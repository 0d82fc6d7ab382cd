import { createHash } from 'node:crypto';
import type { WrittenOperation } from '../../packages/contract/src/operation.ts';
import { describe, type JsonSchema } from '../../packages/contract/src/print/json-schema.ts';
import type { Lock, LockedOperation } from './lock.ts';

/** Says in words what a field is, and nothing of what may be in it. */
const words = new Set(['description', 'title', 'examples', 'deprecated', 'id']);

/**
 * The operations of a client, in the order of their ids.
 *
 * @throws Error if two schemas have the same name and are not the same.
 */
export function lockOperations(
  operations: readonly WrittenOperation[],
): Pick<Lock, 'operations' | 'schemas'> {
  const schemas: Record<string, JsonSchema> = {};
  const locked: Record<string, LockedOperation> = {};
  const bare = (described: ReturnType<typeof describe>): JsonSchema => {
    for (const [name, schema] of Object.entries(described.named)) {
      const known = schemas[name];
      const stripped = withoutWords(schema);
      if (known && JSON.stringify(known) !== JSON.stringify(stripped)) {
        throw new Error(`Two schemas are called ${name} and differ.`);
      }
      schemas[name] = stripped;
    }
    return withoutWords(described.root);
  };
  for (const operation of operations.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const [input, output] = [describe(operation.input), describe(operation.output)];
    locked[operation.id] = {
      method: operation.method,
      path: operation.path,
      gives: operation.stream ?? (operation.page ? 'list' : 'call'),
      docs: digest(operation, input, output),
      input: bare(input),
      output: bare(output),
    };
  }
  return { operations: locked, schemas: sorted(schemas) };
}

function withoutWords(schema: JsonSchema): JsonSchema {
  return JSON.parse(
    JSON.stringify(schema, (_key, value: unknown) => {
      if (!isSchema(value)) return value;
      return Object.fromEntries(
        Object.entries(value).filter(([key, said]) => !words.has(key) || isSchema(said)),
      );
    }),
  ) as JsonSchema;
}

/** A field may be called `description`: then what is said of it is a schema, and no words. */
function isSchema(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Of all that is said in words, of an operation and of what its schemas contain. */
function digest({ doc, deprecated }: WrittenOperation, ...schemas: readonly unknown[]): string {
  const said: unknown[] = [doc, deprecated];
  JSON.stringify(schemas, (key, value: unknown) => {
    if (words.has(key) && !isSchema(value)) said.push(value);
    return value;
  });
  return createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 12);
}

function sorted<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
