import type { TurnedPage } from '../contract.ts';
import { itemsAt } from './at.ts';
import { isRepeat, lastPage, nextInput, numberOf, type PageTurn } from './page-turn.ts';

/**
 * Pages by number, from 1, without counters: the first page that is empty, or the page before once more, is past the end
 * and adds nothing. A short page is not the end: the platform cuts some.
 */
export function turnNumbered(page: { readonly items: string }, turn: PageTurn): TurnedPage {
  const items = itemsAt(turn.answer, page.items);
  if (items.length === 0 || isRepeat(turn, items)) return lastPage();
  return { items, next: nextInput(turn, 'page', numberOf(turn, 'page', 1) + 1) };
}
