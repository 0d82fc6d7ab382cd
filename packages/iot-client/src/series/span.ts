import { InputError } from '@bimodal/auth-core';

const rfc3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i;

/**
 * A moment that somebody gave, in milliseconds.
 *
 * @throws InputError unless it is one in RFC 3339, with its zone: compared with what is none, no point would ever be past it.
 */
export function momentOf(name: 'begin' | 'end', text: string): number {
  const at = typeof text === 'string' && rfc3339.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(at)) return at;
  throw new InputError(`\`${name}\` must be a moment in RFC 3339, such as 2026-01-31T00:00:00Z.`);
}
