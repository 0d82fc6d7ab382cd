import type { z } from 'zod';
import { marksOf } from './marks.ts';
import { defOf, type Node } from './schema.ts';

const names = new WeakMap<Node, string>();

/** Gives a schema that many operations have a name in the printed contract, where it then stands once. */
export function shared<T extends z.ZodType>(name: string, schema: T): T {
  names.set(schema, name);
  return schema;
}

/** The name of a schema in the printed contract, whatever was said of it since; checks that were added make it another. */
export function nameOf(node: Node): string | undefined {
  const name = marksOf(node).id ?? names.get(node);
  const { parent } = node._zod;
  return name ?? (parent && defOf(parent) === defOf(node) ? nameOf(parent) : undefined);
}
