/** How much longer than the first interval the longest one is. */
const stretch = 10;

/**
 * Milliseconds before the next look: it doubles from the first interval up to ten times as much, and up to a quarter is
 * taken off at random, so that many waiting programs do not ask in step.
 *
 * @param attempt how many looks there were before, 0 or more.
 */
export function pollInterval(first: number, attempt: number, random: () => number = Math.random): number {
  const interval = Math.min(first * stretch, first * 2 ** attempt);
  return interval * (1 - random() / 4);
}
