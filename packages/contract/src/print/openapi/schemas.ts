import { rewritten, type JsonSchema } from '../json-schema.ts';

/**
 * A schema as OpenAPI 3.1 has it: references point to the components, marks of ours begin with `x-bimodal-`, and the bounds of JavaScript's integers are left out.
 */
export function apiSchema(schema: JsonSchema): JsonSchema {
  return rewritten(schema, (value) => (isSchema(value) ? renamed(value) : value));
}

const marks: Readonly<Record<string, string>> = {
  open: 'x-bimodal-known-values',
  wire: 'x-bimodal-wire',
  sensitive: 'x-bimodal-sensitive',
};

function renamed(schema: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(schema).flatMap(([key, value]: [string, unknown]) => {
      if (key === '$ref' && typeof value === 'string')
        return [[key, value.replace('#/$defs/', '#/components/schemas/')]];
      if ((key === 'minimum' || key === 'maximum') && Math.abs(Number(value)) === Number.MAX_SAFE_INTEGER)
        return [];
      const name = marks[key];
      // A field may be called like a mark; what a mark says is never a schema.
      return [[name !== undefined && !isSchema(value) ? name : key, value]];
    }),
  );
}

function isSchema(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
