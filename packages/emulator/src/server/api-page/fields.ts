import type { Schema } from './openapi.ts';
import { typeWords } from './type-words.ts';

/** A field of a body, by its way from the outside: `report.name`, `rows[].id`. */
export interface Field {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly description: string;
  readonly secret: boolean;
}

/** Every field of a body, those within others too; one that holds others stands before them. */
export function fieldsOf(schema: Schema, within = ''): Field[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([key, each]) => {
    const name = within === '' ? key : `${within}.${key}`;
    const field: Field = {
      name,
      type: typeWords(each),
      required: schema.required?.includes(key) ?? false,
      description: each.description ?? '',
      secret: each['x-bimodal-sensitive'] ?? false,
    };
    return [field, ...fieldsOf(each, name)];
  });
  const items = schema.items === undefined ? [] : fieldsOf(schema.items, `${within}[]`);
  const choices = (schema.anyOf ?? schema.oneOf ?? []).flatMap((each) => fieldsOf(each, within));
  return [...own, ...items, ...withoutTwins(choices)];
}

/** Alternatives that share a field tell it once. */
function withoutTwins(fields: readonly Field[]): Field[] {
  const known = new Map<string, Field>();
  for (const field of fields) {
    const twin = known.get(field.name);
    if (twin === undefined) known.set(field.name, field);
    else {
      const types = new Set([...twin.type.split(' | '), ...field.type.split(' | ')]);
      known.set(field.name, {
        ...twin,
        type: [...types].join(' | '),
        required: twin.required && field.required,
      });
    }
  }
  return [...known.values()];
}
