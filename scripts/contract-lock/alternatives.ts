import type { JsonSchema } from '../../packages/contract/src/print/json-schema.ts';

/**
 * What a schema allows, one entry for each kind of value: `string`, `null`, the JSON of a fixed value, `anything`. Objects
 * and lists are told apart by their place among the others.
 */
export type Alternatives = ReadonlyMap<string, JsonSchema>;

export function alternatives(schema: JsonSchema, resolve: (ref: string) => JsonSchema): Alternatives {
  const found = new Map<string, JsonSchema>();
  const add = (kind: string, of: JsonSchema): void => {
    let name = kind;
    for (let count = 2; found.has(name) && (kind === 'object' || kind === 'array'); count += 1) {
      name = `${kind} ${count}`;
    }
    found.set(name, of);
  };
  const visit = (each: JsonSchema): void => {
    const several = each.anyOf ?? each.oneOf;
    if (each.$ref !== undefined) visit(resolve(each.$ref));
    else if (several) several.forEach(visit);
    else if (each.enum) each.enum.forEach((value) => add(JSON.stringify(value), each));
    else if ('const' in each) add(JSON.stringify(each.const), each);
    else if (each.type === undefined) add('anything', each);
    else for (const type of [each.type].flat()) add(type, each);
  };
  visit(schema);
  return found;
}

/** Whether what one alternative is was allowed already. */
export function covers(allowed: Alternatives, kind: string): boolean {
  if (allowed.has(kind) || allowed.has('anything')) return true;
  if (kind.startsWith('"')) return allowed.has('string');
  if (kind === 'true' || kind === 'false') return allowed.has('boolean');
  return (kind === 'integer' || /^-?\d/.test(kind)) && allowed.has('number');
}

/** Whether it is one of several words; lists of words stay open, in what the platform answers. */
export const isWord = (kind: string): boolean => kind.startsWith('"');
