import { docComment, fieldComment } from './doc-comment.ts';
import type { JsonSchema } from './json-schema.ts';
import { propertyText, typeText } from './type-text.ts';

/** A named type: a flat interface without index signature for an object, an alias for anything else. */
export function interfaceText(name: string, schema: JsonSchema, description?: string): string {
  const comment = docComment([schema.description ?? description]);
  const properties = Object.entries(schema.properties ?? {});
  if (properties.length === 0) return `${comment}export type ${name} = ${typeText(schema)};\n`;
  const fields = properties.map(([field, each]) => `${fieldComment(each)}  ${propertyText(schema, field)}\n`);
  return `${comment}export interface ${name} {\n${fields.join('')}}\n`;
}
