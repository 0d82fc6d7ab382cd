import type { Form } from '../shape.ts';
import { join, wrong, type Wrong, type Wrongs } from './wrong.ts';

/** What is wrong with a value of the right kind; undefined where nothing is. */
export type Check<T> = (value: T) => Wrongs | undefined;

/** The bounds of a number. */
export function boundsOf({ min, max, above, below }: Form): Check<number> | undefined {
  return all<number>([
    min !== undefined && ((value) => (value >= min ? undefined : broken(`must be at least ${min}`))),
    above !== undefined && ((value) => (value > above ? undefined : broken(`must be more than ${above}`))),
    max !== undefined && ((value) => (value <= max ? undefined : broken(`must be at most ${max}`))),
    below !== undefined && ((value) => (value < below ? undefined : broken(`must be less than ${below}`))),
  ]);
}

/** How long a text or an array may be. A text is measured in characters, not in UTF-16 units. */
export function lengthOf({ min, max }: Form): Check<string | readonly unknown[]> | undefined {
  return all<string | readonly unknown[]>([
    min !== undefined &&
      ((value) =>
        value.length >= min * 2 || countOf(value) >= min
          ? undefined
          : broken(`must have at least ${min}${unit(value, min)}`)),
    max !== undefined &&
      ((value) =>
        value.length <= max || countOf(value) <= max
          ? undefined
          : broken(`must have at most ${max}${unit(value, max)}`)),
  ]);
}

/** What a text must match, and must not. */
export function patternsOf({ pattern, format, refused, says = '' }: Form): Check<string> | undefined {
  const wanted = pattern === undefined ? undefined : new RegExp(pattern);
  const unwanted = refused === undefined ? undefined : new RegExp(refused);
  const words = format === undefined ? `must match ${String(wanted)}` : `must be a valid ${format}`;
  return all<string>([
    wanted && ((value) => (wanted.test(value) ? undefined : broken(words))),
    unwanted && ((value) => (unwanted.test(value) ? broken(says) : undefined)),
  ]);
}

/** A bound that a value of the right kind breaks. */
export function broken(says: string): readonly [Wrong] {
  return [wrong(says, { kindFits: true })];
}

/** All checks in one; undefined where there is none. */
export function all<T>(checks: readonly (Check<T> | false | undefined)[]): Check<T> | undefined {
  const present = checks.filter((check) => typeof check === 'function');
  const [first, second] = present;
  if (!second) return first;
  return (value) => {
    let wrongs: Wrongs | undefined;
    for (const check of present) wrongs = join(wrongs, check(value));
    return wrongs;
  };
}

function countOf(value: string | readonly unknown[]): number {
  if (typeof value !== 'string') return value.length;
  let count = 0;
  for (const _ of value) count++;
  return count;
}

function unit(value: string | readonly unknown[], count: number): string {
  return ` ${typeof value === 'string' ? 'character' : 'item'}${count === 1 ? '' : 's'}`;
}
