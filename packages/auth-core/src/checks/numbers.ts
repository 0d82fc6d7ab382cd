import { InputError } from '../errors/input-error.ts';

/** Milliseconds: the longest that a timer can hold. */
const maxTimeout = 2 ** 31 - 1;

/** @throws InputError unless it is a number of milliseconds that a timer can hold. */
export function milliseconds(name: string, value: number): number {
  if (typeof value !== 'number' || !(value > 0) || value > maxTimeout) {
    throw new InputError(`\`${name}\` must be a number of milliseconds above 0 and at most ${maxTimeout}.`);
  }
  return value;
}

/** @throws InputError unless it is a whole number, 0 or more. */
export function count(name: string, value: number): number {
  if (!Number.isSafeInteger(value) || value < 0)
    throw new InputError(`\`${name}\` must be a whole number, 0 or more.`);
  return value;
}
