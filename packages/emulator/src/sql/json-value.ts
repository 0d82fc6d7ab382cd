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
      return `"${isoTimestamp(text)}"`;
    case 'text':
      return JSON.stringify(text);
  }
}

/** `2001-02-03T04:05:06Z` for `2001-02-03 04:05:06+00`; infinities and years before Christ have no ISO form and stay. */
function isoTimestamp(text: string): string {
  const gap = text.indexOf(' ');
  if (gap < 0 || text.includes('(')) return text;
  const time = text.endsWith('+00') ? `${text.slice(gap + 1, -3)}Z` : text.slice(gap + 1);
  return `${text.slice(0, gap)}T${time}`;
}
