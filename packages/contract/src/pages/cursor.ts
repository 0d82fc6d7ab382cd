import type { TurnedPage } from '../contract.ts';
import type { Page } from '../operation.ts';
import { at, itemsAt } from './at.ts';
import { lastPage, nextInput, type PageTurn } from './page-turn.ts';

/** Ends where there is no cursor; an empty page goes on. A cursor seen before would go round for ever. */
export function turnCursor(page: Extract<Page, { style: 'cursor' }>, turn: PageTurn): TurnedPage {
  const items = itemsAt(turn.answer, page.items);
  const places = typeof page.cursor === 'string' ? [page.cursor] : page.cursor;
  const cursor = places.map((place) => at(turn.answer, place)).find((found) => textOf(found) !== undefined);
  const following = textOf(cursor);
  if (following === undefined) return lastPage(items);
  const seen = turn.memory?.cursors ?? new Set<string>();
  const current = textOf(at(turn.input, page.parameter));
  if (current !== undefined) seen.add(current);
  if (seen.has(following)) return { items, next: undefined, repeatedCursor: following };
  seen.add(following);
  return { items, next: nextInput(turn, page.parameter, cursor) };
}

function textOf(cursor: unknown): string | undefined {
  if (typeof cursor === 'number') return String(cursor);
  return typeof cursor === 'string' && cursor !== '' ? cursor : undefined;
}
