import type { PageMemory, TurnedPage } from '../contract.ts';

/** What a page style is told about the page that has come. */
export interface PageTurn {
  /** The plain input of the page that has come. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly answer: unknown;
  /** The value of the range header, if the answer had one. */
  readonly range: string | undefined;
  readonly memory: PageMemory | undefined;
}

/** The following page's input: that of this one with another parameter. */
export function nextInput(turn: PageTurn, parameter: string, value: unknown): Record<string, unknown> {
  return { ...turn.input, [parameter]: value };
}

/** A whole number of the input, or what the platform takes where it is absent. */
export function numberOf(turn: PageTurn, parameter: string, absent: number): number {
  const value = Object.hasOwn(turn.input, parameter) ? turn.input[parameter] : undefined;
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : absent;
}

/**
 * Whether these are the items of the page before, once more. Remembers them for the page after.
 *
 * @throws RangeError if they nest deeper than can be written: the engine makes a typed error of it, since a list whose pages
 * nobody can compare may have no end.
 */
export function isRepeat(turn: PageTurn, items: readonly unknown[]): boolean {
  if (!turn.memory) return false;
  const said = JSON.stringify(items);
  const repeat = items.length > 0 && turn.memory.previous === said;
  turn.memory.previous = said;
  return repeat;
}

/** The end, with items or without. */
export function lastPage(items: readonly unknown[] = []): TurnedPage {
  return { items, next: undefined };
}
