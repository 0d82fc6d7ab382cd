import { isGap, type Gap } from './items.ts';

/** The gap in the place of an item that is dropped; a gap that is dropped itself stays what it was. */
export function overflowed(item: string | { readonly type: string }, at: number): Gap {
  if (typeof item !== 'string' && isGap(item)) return item;
  const moment = new Date(at);
  return { type: 'gap', from: moment, to: moment, reason: 'overflow', dropped: 1 };
}

/** One gap in the place of two that follow each other. */
export function merged(before: Gap | undefined, after: Gap): Gap {
  return {
    type: 'gap',
    from: before !== undefined && before.from < after.from ? before.from : after.from,
    to: before !== undefined && before.to > after.to ? before.to : after.to,
    reason: 'overflow',
    dropped: (before?.dropped ?? 0) + (after.dropped ?? 0),
  };
}
