import type { Row } from './column.ts';

const QUOTE = 34;
const COMMA = 44;
const LF = 10;
const CR = 13;

/**
 * Reads back the rows of a CSV that `csvRow` wrote, chunk by chunk, header included. An empty field is null unless it is
 * quoted. Only what `csvRow` writes is understood.
 */
export async function* scanCsv(chunks: AsyncIterable<string>): AsyncGenerator<readonly Row[]> {
  let rest = '';
  for await (const chunk of chunks) {
    const { rows, end } = completeRows(rest === '' ? chunk : rest + chunk);
    rest = (rest + chunk).slice(end);
    if (rows.length > 0) yield rows;
  }
  if (rest !== '') throw new Error('The stored result ends in the middle of a row.');
}

/** The rows that end inside the text, and where the first one that does not begins. */
function completeRows(text: string): { rows: Row[]; end: number } {
  const rows: Row[] = [];
  let row: (string | null)[] = [];
  let end = 0;
  let at = 0;
  while (at < text.length) {
    const quoted = text.charCodeAt(at) === QUOTE;
    const close = quoted ? closingQuote(text, at) : fieldEnd(text, at);
    // What follows a field decides; without it, the field may go on in the next chunk.
    const next = quoted ? close + 1 : close;
    if (close < 0 || next >= text.length) break;
    if (quoted) row.push(text.slice(at + 1, close).replaceAll('""', '"'));
    else row.push(close === at ? null : text.slice(at, close));
    at = next + 1;
    if (text.charCodeAt(next) === COMMA) continue;
    if (at >= text.length) break;
    at += 1;
    rows.push(row);
    row = [];
    end = at;
  }
  return { rows, end };
}

function closingQuote(text: string, open: number): number {
  let at = text.indexOf('"', open + 1);
  while (at >= 0 && text.charCodeAt(at + 1) === QUOTE) at = text.indexOf('"', at + 2);
  return at;
}

function fieldEnd(text: string, start: number): number {
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === COMMA || code === CR || code === LF) return at;
  }
  return -1;
}
