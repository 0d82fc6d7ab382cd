/** Milliseconds before the first repetition, at most. */
const first = 500;
/** Milliseconds between repetitions, at most. */
const most = 8_000;

/**
 * How long to wait before the next attempt: full jitter, so that clients that failed together do not come back together.
 *
 * @param attempts how many attempts were made, 1 or more.
 */
export function backOff(attempts: number, random: () => number = Math.random): number {
  return random() * Math.min(most, first * 2 ** (attempts - 1));
}
