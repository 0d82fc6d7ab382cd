import type { z } from 'zod';

const kinds: Readonly<Record<string, string>> = Object.freeze({
  string: 'a string',
  number: 'a number',
  int: 'an integer',
  boolean: 'true or false',
  array: 'an array',
  object: 'an object',
  record: 'an object',
  tuple: 'an array',
  null: 'null',
});

/** zod's name of a type in words. */
export function kindOf(expected: string): string {
  return Object.hasOwn(kinds, expected) ? (kinds[expected] ?? expected) : expected;
}

/** What is wrong, as the rest of a sentence that begins with the field. Never contains the value: it may be a secret. */
export function sentenceOf(raw: z.core.$ZodRawIssue | z.core.$ZodIssue): string {
  switch (raw.code) {
    case 'invalid_type':
      return raw.input === undefined
        ? 'is missing'
        : `must be ${kindOf(raw.expected)}, and is ${received(raw.input)}`;
    case 'invalid_value':
      return raw.input === undefined
        ? 'is missing'
        : `must be ${raw.values.length === 1 ? '' : 'one of '}${raw.values.map(said).join(', ')}`;
    case 'too_small':
      return `must ${bounded(raw.origin)} ${raw.inclusive === false ? 'more than' : 'at least'} ${raw.minimum}${unit(raw.origin, raw.minimum)}`;
    case 'too_big':
      return `must ${bounded(raw.origin)} ${raw.inclusive === false ? 'less than' : 'at most'} ${raw.maximum}${unit(raw.origin, raw.maximum)}`;
    case 'invalid_format':
      return raw.format === 'regex' ? `must match ${raw.pattern}` : `must be a valid ${raw.format}`;
    case 'not_multiple_of':
      return `must be a multiple of ${raw.divisor}`;
    case 'invalid_key':
      return 'is not a key that this takes';
    default:
      return authored(raw) ?? 'is not what it must be';
  }
}

/** What the author of a refinement says; inside a union zod has put it into the message already. */
function authored(raw: z.core.$ZodRawIssue | z.core.$ZodIssue): string | undefined {
  if (typeof raw.message === 'string') return raw.message;
  if (raw.code !== 'custom' || !('inst' in raw)) return undefined;
  const say = raw.inst?._zod.def.error as z.core.$ZodErrorMap | undefined;
  const said = say?.(raw);
  return typeof said === 'string' ? said : said?.message;
}

function received(input: unknown): string {
  if (input === null) return 'null';
  if (Array.isArray(input)) return 'an array';
  if (typeof input === 'number') return Number.isInteger(input) ? 'a number' : 'a number with a fraction';
  return typeof input === 'object' ? 'an object' : `a ${typeof input}`;
}

function said(value: z.core.util.Primitive): string {
  return typeof value === 'string' ? `"${value}"` : String(value);
}

function bounded(origin: string): string {
  return unit(origin, 1) === '' ? 'be' : 'have';
}

function unit(origin: string, count: number | bigint): string {
  const ending = Number(count) === 1 ? '' : 's';
  if (origin === 'string') return ` character${ending}`;
  return origin === 'array' || origin === 'tuple' ? ` item${ending}` : '';
}
