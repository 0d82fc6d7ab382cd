import { z } from 'zod';
import type { Schema } from '../operation.ts';
import type { Marks } from '../readings/marks.ts';
import { zodOf } from '../readings/schema.ts';

/** A JSON Schema as zod writes it, with the marks of the schema that it was made of. */
export interface JsonSchema extends Omit<Marks, 'id'> {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly items?: JsonSchema | false;
  readonly prefixItems?: readonly JsonSchema[];
  readonly minItems?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly propertyNames?: JsonSchema;
  readonly readOnly?: boolean;
  readonly pattern?: string;
  readonly [keyword: string]: unknown;
}

/** The schema of an input or an output, and those that it names. */
export interface Described {
  readonly root: JsonSchema;
  /** By the name that `.meta({ id })` gives. */
  readonly named: Readonly<Record<string, JsonSchema>>;
}

/**
 * Describes a schema in JSON Schema 2020-12, objects open: no schema changes data, so that what goes in is what comes out.
 *
 * @throws Error if it contains itself without having a name.
 */
export function describe(schema: Schema): Described {
  const { $schema: _, $defs, ...root } = z.toJSONSchema(zodOf(schema), { io: 'input' }) as JsonSchema;
  const named = ($defs ?? {}) as Readonly<Record<string, JsonSchema>>;
  const nameless = Object.keys(named).find((name) => name.startsWith('__schema'));
  if (nameless !== undefined || JSON.stringify([root, named]).includes('"$ref":"#"')) {
    throw new Error('A schema that contains itself needs a name: .meta({ id }).');
  }
  return { root, named };
}

const start = '#/$defs/';

/** The name that a reference refers to. */
export function nameOfRef(ref: string): string {
  return ref.slice(start.length).replaceAll('~1', '/').replaceAll('~0', '~');
}

/** The names that a schema refers to, once each. */
export function refsIn(schema: JsonSchema): readonly string[] {
  const found = new Set<string>();
  JSON.stringify(schema, (key, value: unknown) => {
    if (key === '$ref' && typeof value === 'string') found.add(nameOfRef(value));
    return value;
  });
  return [...found];
}

/** A copy in which every value has been replaced, from the inside out. */
export function rewritten(schema: JsonSchema, replace: (value: unknown) => unknown): JsonSchema {
  return JSON.parse(JSON.stringify(schema), (_key, value: unknown) => replace(value)) as JsonSchema;
}
