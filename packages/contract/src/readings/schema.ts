import { z } from 'zod';
import type { Schema } from '../operation.ts';

/** Any zod schema, by its built-in kinds: `def.type` tells them apart. */
export type Node = z.core.$ZodType;

/**
 * The zod schema behind an operation's schema, which is typed by its output alone.
 *
 * @throws TypeError if it was not made by zod.
 */
export function zodOf<T>(schema: Schema<T>): z.ZodType<T> {
  if (!isZod(schema)) throw new TypeError('A schema of an operation must be made by zod.');
  return schema;
}

function isZod<T>(schema: Schema<T>): schema is z.ZodType<T> {
  return schema instanceof z.ZodType;
}

/** A node's definition, told apart by `type`. */
export function defOf(node: Node): z.core.$ZodTypes['_zod']['def'] {
  return (node as z.core.$ZodTypes)._zod.def;
}
