import type { TurnedPage } from '../contract.ts';
import { itemsAt } from './at.ts';
import { isRepeat, lastPage, nextInput, numberOf, type PageTurn } from './page-turn.ts';

/** What the platform takes for `limit` where it is absent. Source: documented (MODE Cloud). */
const defaultLimit = 25;

/**
 * Lists cut by `skip` and `limit`, with `first-last/total` in a header (an empty list says `*` and `/0`). Without the
 * header, the first page that is empty, shorter than `limit`, or the page before once more, is the end.
 */
export function turnRange(page: { readonly items: string }, turn: PageTurn): TurnedPage {
  const items = itemsAt(turn.answer, page.items);
  if (isRepeat(turn, items)) return lastPage();
  const skip = numberOf(turn, 'skip', 0);
  const range = parseRange(turn.range);
  if (range === 'empty') return lastPage(items);
  if (range) {
    const following = range.last + 1;
    // A header that does not move on would be asked for ever.
    const more = following > skip && (range.total === undefined ? items.length > 0 : following < range.total);
    return more ? { items, next: nextInput(turn, 'skip', following) } : lastPage(items);
  }
  if (items.length < numberOf(turn, 'limit', defaultLimit)) return lastPage(items);
  return { items, next: nextInput(turn, 'skip', skip + items.length) };
}

interface Range {
  readonly last: number;
  /** Undefined where the platform does not know it. */
  readonly total: number | undefined;
}

function parseRange(header: string | undefined): Range | 'empty' | undefined {
  const [, last, total] = /^\s*(?:\d+-(\d+)|\*)\/(\d+|\*)\s*$/.exec(header ?? '') ?? [];
  if (total === undefined) return undefined;
  if (last === undefined) return 'empty';
  return { last: Number(last), total: total === '*' ? undefined : Number(total) };
}
