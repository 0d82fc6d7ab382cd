import type { JsonSchema } from './json-schema.ts';

const width = 106;

/** A doc comment of paragraphs, wrapped; '' where there is nothing to say. */
export function docComment(paragraphs: readonly (string | undefined)[], indent = ''): string {
  const said = paragraphs.filter((paragraph) => paragraph !== undefined && paragraph !== '') as string[];
  if (said.length === 0) return '';
  const lines = said.flatMap((paragraph, index) => [
    ...(index > 0 ? [''] : []),
    ...wrapped(paragraph.replaceAll('*/', String.raw`*\/`), width - indent.length),
  ]);
  const [only] = lines;
  if (lines.length === 1) return `${indent}/** ${only} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} *${line === '' ? '' : ` ${line}`}\n`).join('')}${indent} */\n`;
}

/** What a field's schema says of it, wherever it says so: `.nullish()` puts the description of what it wraps inside. */
export function fieldComment(schema: JsonSchema): string {
  const parts = [schema, ...(schema.anyOf ?? []).filter((option) => option.$ref === undefined)];
  const description = parts.find((part) => part.description !== undefined)?.description;
  const isSensitive = parts.some((part) => part.sensitive);
  const isDeprecated = parts.some((part) => part.deprecated);
  return docComment(
    [
      [description, isSensitive ? 'Secret: never log it.' : undefined].filter(Boolean).join(' '),
      isDeprecated ? '@deprecated' : undefined,
    ],
    '  ',
  );
}

function wrapped(text: string, room: number): readonly string[] {
  return text.split('\n').flatMap((line) => {
    const lines: string[] = [];
    let current = '';
    for (const word of line.split(' ')) {
      if (current !== '' && current.length + 1 + word.length > room) {
        lines.push(current);
        current = word;
      } else current = current === '' ? word : `${current} ${word}`;
    }
    return [...lines, current];
  });
}
