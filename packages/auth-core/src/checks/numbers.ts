import { InputError } from '../errors/input-error.ts';

/** Milliseconds: as long as a timer can be, which is 24 days. With more, Node's fires at once. */
export const longestTimer = 2 ** 31 - 1;

/**
 * Milliseconds that somebody gave, for a timer.
 *
 * @param name of the option, as the error shows it.
 * @throws InputError unless it is a number that a timer can hold.
 */
export function milliseconds(name: string, value: number): number {
  if (typeof value !== 'number' || !(value > 0) || value > longestTimer) {
    throw new InputError(`\`${name}\` must be a number of milliseconds above 0 and at most ${longestTimer}.`);
  }
  return value;
}

/** @throws InputError unless it is a whole number, 0 or more. */
export function count(name: string, value: number): number {
  if (!Number.isSafeInteger(value) || value < 0)
    throw new InputError(`\`${name}\` must be a whole number, 0 or more.`);
  return value;
}
