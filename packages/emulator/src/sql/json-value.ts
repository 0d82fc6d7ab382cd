import type { ColumnKind } from './column.ts';

/** Integers of so many digits are exact in any JSON reader; longer ones are looked at. */
const SURELY_EXACT = 15;

/**
 * A column's text as a JSON value. Numbers that a double cannot hold (integers beyond 2^53, decimals of more than 15 digits)
 * are strings, as are dates, in ISO form; NaN and infinities are null, for JSON has none.
 */
export function jsonOf(text: string | null, kind: ColumnKind): string {
  if (text === null) return 'null';
  switch (kind) {
    case 'boolean':
    case 'json':
      return text;
    case 'number':
      return /^-?\d/.test(text) ? text : 'null';
    case 'integer':
      return text.length <= SURELY_EXACT || Number.isSafeInteger(Number(text)) ? text : JSON.stringify(text);
    case 'decimal':
      return text.replaceAll(/\D/g, '').length <= SURELY_EXACT ? text : JSON.stringify(text);
    case 'timestamp':
      return JSON.stringify(text.replace(/^(\S+) (\d)/, '$1T$2').replace(/\+00$/, 'Z'));
    case 'text':
      return JSON.stringify(text);
  }
}
