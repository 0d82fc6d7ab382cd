import type { Schema } from './openapi.ts';

/** What a value of a schema is, in few words. */
export function typeWords(schema: Schema): string {
  if (schema.$ref !== undefined) return nameOf(schema.$ref);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return [...new Set(choices.map(typeWords))].join(' | ');
  const type = typeof schema.type === 'string' ? schema.type : (schema.type ?? []).join(' | ');
  if (type === 'array') return schema.items === undefined ? 'array' : `array of ${typeWords(schema.items)}`;
  if (type === 'object' && typeof schema.additionalProperties === 'object') {
    return `object with any names, each ${typeWords(schema.additionalProperties) || 'anything'}`;
  }
  return type === '' ? 'anything' : type;
}

/** The name of a component. */
export function nameOf(ref: string): string {
  return ref.split('/').at(-1) ?? ref;
}
