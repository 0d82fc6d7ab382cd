import type { Schema } from '../operation.ts';
import { walk } from './children.ts';
import { marksOf } from './marks.ts';
import { defOf, zodOf, type Node } from './schema.ts';

const changing = new Set(['transform', 'pipe', 'default', 'prefault', 'catch', 'promise', 'success']);

/** Kinds that no JSON value has, or that cannot be printed. */
const foreign = new Set([
  'bigint',
  'symbol',
  'undefined',
  'void',
  'date',
  'map',
  'set',
  'file',
  'nan',
  'function',
  'custom',
  'intersection',
  'template_literal',
  'any',
]);

/**
 * Fails if a schema would change what it reads (transform, codec, pipe, default, prefault, catch, coercion, trimming), or
 * could not be read from JSON. A schema judges; the platform's own data goes through untouched.
 *
 * @throws Error naming the path and what is there.
 */
export function assertPlain(schema: Schema): void {
  walk(zodOf(schema), (node, path) => {
    const found = fault(node);
    if (found !== undefined) throw new Error(`${path === '' ? 'The schema' : path} ${found}.`);
  });
}

function fault(node: Node): string | undefined {
  const def = defOf(node);
  if (changing.has(def.type)) return `is a ${def.type}, which changes data`;
  if ('coerce' in def && def.coerce) return 'coerces, which changes data';
  if (foreign.has(def.type) && !('nothing' in marksOf(node)))
    return `is a ${def.type}, which no JSON value is`;
  for (const check of def.checks ?? []) {
    if (check._zod.def.check === 'overwrite') return 'overwrites (trim, toLowerCase, …), which changes data';
  }
  if (def.type === 'object' && def.catchall) return 'says what becomes of unknown keys: write z.object';
  return undefined;
}
