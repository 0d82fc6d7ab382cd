import { expect, test } from 'vitest';
import { z } from 'zod';
import { sensitive } from '../readings/sensitive.ts';
import { docComment, fieldComment } from './doc-comment.ts';
import { describe } from './json-schema.ts';

test('a comment is one line where it is short, and wrapped where it is not', () => {
  expect(docComment(['Short.'])).toBe('/** Short. */\n');
  expect(docComment(['One.', undefined, '', 'Two.'], '  ')).toBe(
    '  /**\n   * One.\n   *\n   * Two.\n   */\n',
  );
  const long = docComment(['word '.repeat(60).trim()]);
  expect(Math.max(...long.split('\n').map((line) => line.length))).toBeLessThanOrEqual(110);
  expect(docComment([])).toBe('');
});

test('a comment cannot be ended from inside', () => {
  expect(docComment(['a */ b'])).toBe('/** a *\\/ b */\n');
});

const field = (schema: z.ZodType) =>
  fieldComment(describe(z.object({ schema })).root.properties?.schema ?? {}).trim();

test('a field’s description is found where `.nullish()` puts it', () => {
  expect(field(z.string().describe('What it is.').nullish())).toBe('/** What it is. */');
  expect(field(z.string().nullish().describe('What it is.'))).toBe('/** What it is. */');
  expect(field(z.string())).toBe('');
});

test('that of a named schema stays with the name', () => {
  const Named = z.object({ a: z.string() }).meta({ id: 'Named', description: 'A thing.' });
  expect(field(Named.nullish())).toBe('');
  expect(field(Named.nullish().describe('This one.'))).toBe('/** This one. */');
});

test('secrets and what is deprecated are noted', () => {
  expect(field(sensitive.nullish().describe('Opens it.'))).toBe('/** Opens it. Secret: never log it. */');
  expect(field(z.string().meta({ deprecated: true }))).toBe('/** @deprecated */');
});
