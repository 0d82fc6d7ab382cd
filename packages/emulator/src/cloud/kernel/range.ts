import type { Answer } from '../../server/answer.ts';

export interface RangeInput {
  readonly skip?: number | undefined;
  readonly limit?: number | undefined;
}

/** A bare array cut at 25 or as asked, its place in the whole told by a header: `0-9/210`, or an asterisk for none. */
export function ranged<T>(all: readonly T[], { skip = 0, limit = 25 }: RangeInput): Answer {
  const items = all.slice(skip, skip + limit);
  const place = items.length === 0 ? '*' : `${skip}-${skip + items.length - 1}`;
  return { body: items, headers: { 'vnd.tinkermode.range': `${place}/${all.length}` } };
}
