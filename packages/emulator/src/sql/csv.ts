import type { Column, Row } from './column.ts';

const NEEDS_QUOTES = /[",\r\n]/;

/** The header row of a CSV (RFC 4180). */
export function csvHeader(columns: readonly Column[]): string {
  return csvRow(columns.map(({ name }) => name));
}

/** One row of a CSV (RFC 4180). Null is an empty field, an empty text is `""`: so nothing is lost. */
export function csvRow(row: Row): string {
  return `${row.map(csvField).join(',')}\r\n`;
}

function csvField(text: string | null): string {
  if (text === null) return '';
  return text === '' || NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
