import { isDeepStrictEqual } from 'node:util';
import { kebab } from '../names.ts';
import { generated, importTypes } from './generated.ts';
import { interfaceText } from './interface-text.ts';
import { refsIn, type JsonSchema } from './json-schema.ts';
import type { NamedOperation } from './named-operation.ts';

/**
 * The types that schemas give a name, by that name.
 *
 * @throws Error if two different ones have the same name.
 */
export function modelsIn(operations: readonly NamedOperation[]): ReadonlyMap<string, JsonSchema> {
  const models = new Map<string, JsonSchema>();
  for (const { operation, input, output } of operations) {
    for (const [name, schema] of [...Object.entries(input.named), ...Object.entries(output.named)]) {
      const known = models.get(name);
      if (known && !isDeepStrictEqual(known, schema)) {
        throw new Error(`${operation.id}: another schema is called ${name}.`);
      }
      models.set(name, schema);
    }
  }
  return models;
}

export function modelFile(name: string, schema: JsonSchema): string {
  const others = refsIn(schema).filter((other) => other !== name);
  const imports = others.toSorted().map((other) => importTypes([other], `./${kebab(other)}.ts`));
  return [generated, ...imports, '\n', interfaceText(name, schema)].join('');
}

/** The file that names every printed type, for users and for what is written by hand. */
export function modelIndex(models: readonly string[], types: ReadonlyMap<string, readonly string[]>): string {
  const exports = [
    ...[...types].map(([resource, names]) => exportTypes(names, `./${kebab(resource)}.ts`)),
    ...models.map((name) => exportTypes([name], `./models/${kebab(name)}.ts`)),
  ];
  return generated + exports.join('');
}

function exportTypes(names: readonly string[], from: string): string {
  return `export type { ${names.toSorted().join(', ')} } from '${from}';\n`;
}
