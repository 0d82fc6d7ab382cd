import type { PageMemory, TurnedPage } from '../contract.ts';
import type { Operation } from '../operation.ts';
import { itemsAt } from './at.ts';
import { turnCounted } from './counted.ts';
import { turnCursor } from './cursor.ts';
import { turnNumbered } from './numbered.ts';
import { lastPage } from './page-turn.ts';
import { turnRange } from './range.ts';

/**
 * The items of a page and the input of the following one, by the style of the operation.
 *
 * @throws TypeError if the operation is not a list.
 */
export function turnPage(
  operation: Operation,
  input: Readonly<Record<string, unknown>>,
  answer: unknown,
  range: string | undefined,
  memory?: PageMemory,
): TurnedPage {
  const { page } = operation;
  if (!page) throw new TypeError(`${operation.id} is not a list.`);
  const turn = { input, answer, range, memory };
  if (page.style === 'cursor') return turnCursor(page, turn);
  if (page.style === 'counted') return turnCounted(page, turn);
  if (page.style === 'numbered') return turnNumbered(page, turn);
  if (page.style === 'range') return turnRange(page, turn);
  return lastPage(itemsAt(answer, page.items));
}
