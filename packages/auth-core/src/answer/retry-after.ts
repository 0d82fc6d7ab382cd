import { headerOf, type ResponseHeaders } from '../transport/response-headers.ts';

/**
 * How long a server asks to wait: `Retry-After` in seconds, or as an HTTP date. A date is the server's, so it is measured
 * by the answer's own `Date`; by this machine's clock only where the answer has none.
 *
 * @returns milliseconds, never negative; undefined for anything else.
 */
export function readRetryAfter(headers: ResponseHeaders): number | undefined {
  const text = textOf(headers, 'retry-after');
  if (text === undefined || text === '') return undefined;
  if (/^\d{1,10}$/.test(text)) return Number(text) * 1000;
  const at = readDate(text);
  return at === undefined ? undefined : Math.max(0, at - (readDate(textOf(headers, 'date')) ?? Date.now()));
}

function textOf(headers: ResponseHeaders, name: string): string | undefined {
  const value = headerOf(headers, name);
  return (typeof value === 'string' ? value : value?.[0])?.trim();
}

/** A date must look like one: Date.parse alone would take "1.5" for a month. */
function readDate(text: string | undefined): number | undefined {
  if (text === undefined || !/^[A-Za-z]{3,9},? /.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}
