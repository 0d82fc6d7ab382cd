import { nameOfRef, type JsonSchema } from './json-schema.ts';

/**
 * A JSON Schema as a TypeScript type.
 *
 * @throws Error for what no type says exactly.
 */
export function typeText(schema: JsonSchema): string {
  if (schema.nothing) return 'void';
  if (schema.$ref !== undefined) return nameOfRef(schema.$ref);
  if ('const' in schema) return literalText(schema.const);
  if (schema.enum) return union(schema.enum.map(literalText));
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return union(options.map(typeText));
  if (schema.open) return union([...schema.open.map(literalText), '(string & {})']);
  const { type } = schema;
  if (type === undefined) return 'unknown';
  return typeof type === 'string' ? ofType(type, schema) : union(type.map((each) => ofType(each, schema)));
}

function ofType(type: string, schema: JsonSchema): string {
  switch (type) {
    case 'string':
    case 'boolean':
    case 'null':
    case 'number':
      return type;
    case 'integer':
      return 'number';
    case 'array':
      return (schema.readOnly ? 'readonly ' : '') + arrayText(schema);
    case 'object':
      return objectText(schema);
    default:
      throw new Error(`There is no TypeScript for the JSON type ${type}.`);
  }
}

function arrayText(schema: JsonSchema): string {
  if (schema.prefixItems) {
    const items = schema.prefixItems.map(typeText);
    const from = schema.minItems ?? 0;
    if (schema.items !== false || from < items.length) throw new Error('A tuple must have a fixed length.');
    return `[${items.join(', ')}]`;
  }
  const item = schema.items ? typeText(schema.items) : 'unknown';
  return /[|&]/.test(withoutBrackets(item)) ? `(${item})[]` : `${item}[]`;
}

function objectText(schema: JsonSchema): string {
  if (schema.properties) {
    const names = Object.keys(schema.properties);
    if (names.length === 0) return 'Record<string, never>';
    return `{ ${names.map((name) => propertyText(schema, name)).join(' ')} }`;
  }
  if (typeof schema.additionalProperties !== 'object') throw new Error('An object must say what is in it.');
  const key = schema.propertyNames ? typeText(schema.propertyNames) : 'string';
  const record = `Record<${key}, ${typeText(schema.additionalProperties)}>`;
  return key !== 'string' && !schema.required ? `Partial<${record}>` : record;
}

/** One property of an object: `a?: string | undefined;`. */
export function propertyText(object: JsonSchema, name: string): string {
  const schema = object.properties?.[name] ?? {};
  const type = typeText(schema);
  const key = /^[a-z_$][\w$]*$/i.test(name) ? name : literalText(name);
  if (object.required?.includes(name)) return `${key}: ${type};`;
  return `${key}?: ${type === 'unknown' ? type : `${type} | undefined`};`;
}

function union(options: readonly string[]): string {
  return [...new Set(options)].join(' | ');
}

function literalText(value: unknown): string {
  if (typeof value !== 'string') return String(value);
  return `'${JSON.stringify(value)
    .slice(1, -1)
    .replaceAll(String.raw`\"`, '"')
    .replaceAll("'", String.raw`\'`)}'`;
}

/** What stands outside all brackets and quotes. */
function withoutBrackets(text: string): string {
  let depth = 0;
  let outside = '';
  for (const part of text.match(/'(?:[^'\\]|\\.)*'|[\s\S]/g) ?? []) {
    if (/^[<([{]$/.test(part)) depth++;
    if (depth === 0 && part.length === 1) outside += part;
    if (/^[>)\]}]$/.test(part)) depth--;
  }
  return outside;
}
