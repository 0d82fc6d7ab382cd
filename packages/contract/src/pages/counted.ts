import type { TurnedPage } from '../contract.ts';
import { countAt, itemsAt } from './at.ts';
import { turnNumbered } from './numbered.ts';
import { isRepeat, lastPage, nextInput, numberOf, type PageTurn } from './page-turn.ts';

/**
 * Pages by number, with counters in the answer that say how many there are. They alone decide: the platform's links go
 * on past the end. An answer without counters is turned as one by number.
 */
export function turnCounted(page: { readonly items: string }, turn: PageTurn): TurnedPage {
  const total = totalPages(turn.answer);
  if (total === undefined) return turnNumbered(page, turn);
  const items = itemsAt(turn.answer, page.items);
  // The number asked for, where the answer claims an earlier one: otherwise a platform that ignores it never ends.
  const current = Math.max(numberOf(turn, 'page', 1), countAt(turn.answer, 'pagination.page') ?? 1);
  const fresh = isRepeat(turn, items) ? [] : items;
  return current < total ? { items: fresh, next: nextInput(turn, 'page', current + 1) } : lastPage(fresh);
}

function totalPages(answer: unknown): number | undefined {
  const pages = countAt(answer, 'pagination.total_pages');
  if (pages !== undefined) return pages;
  const items = countAt(answer, 'pagination.total_count');
  const size = countAt(answer, 'pagination.per_page');
  return items === undefined || size === undefined || size === 0 ? undefined : Math.ceil(items / size);
}
