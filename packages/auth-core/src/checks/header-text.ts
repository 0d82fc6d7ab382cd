import { InputError } from '../errors/input-error.ts';

const name = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
// Control characters other than tab, and what does not fit a byte: neither may stand in a header.
const forbidden = /[^\t\x20-\x7e\x80-\xff]/;
const framing = new Set([
  'authorization',
  'proxy-authorization',
  'connection',
  'content-length',
  'content-type',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Whether a text may stand as a header's value. */
export function isHeaderText(value: string): boolean {
  return !forbidden.test(value);
}

/** Headers as people have them: a plain object, or pairs, such as a `Headers` or a `Map` has. */
export type GivenHeaders = Readonly<Record<string, string>> | Iterable<readonly [string, string]>;

/**
 * Checks further headers of a call and gives them back flat, names in lower case.
 *
 * @throws InputError for a name or value that no header may have, without showing the value.
 */
export function headerPairs(headers: GivenHeaders): string[] {
  const pairs: string[] = [];
  for (const [key, value] of entriesOf(headers)) {
    const lower = key.toLowerCase();
    if (!name.test(key)) throw new InputError('A header name has characters that no header name may have.');
    if (framing.has(lower)) {
      throw new InputError(`The header "${lower}" is set by the client itself and cannot be given.`);
    }
    if (value === undefined) continue;
    if (typeof value !== 'string' || !isHeaderText(value)) {
      throw new InputError(
        `The header "${lower}" has a value that no header may have (a line break, a control character, or not a string). The value is not shown.`,
      );
    }
    pairs.push(lower, value);
  }
  return pairs;
}

const noHeaders =
  '`headers` must be an object of strings, or pairs of strings such as a Headers or a Map has.';

function entriesOf(headers: unknown): [string, unknown][] {
  if (typeof headers !== 'object' || headers === null) throw new InputError(noHeaders);
  const listed = Symbol.iterator in headers && typeof headers[Symbol.iterator] === 'function';
  const entries: unknown[] = listed ? Array.from(headers as Iterable<unknown>) : Object.entries(headers);
  return entries.map((entry) => {
    if (!Array.isArray(entry) || entry.length !== 2 || typeof entry[0] !== 'string')
      throw new InputError(noHeaders);
    return [entry[0], entry[1]];
  });
}
