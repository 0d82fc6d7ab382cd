/** How reconnecting is spaced, in milliseconds. */
export interface BackOff {
  /** The longest wait before the first attempt. Default 500. */
  readonly first: number;
  /** The longest wait before any attempt. Default 30,000. */
  readonly most: number;
}

/** The longest wait before the attempt that follows `failures` failed ones: doubling, up to `most`. */
export function ceiling(failures: number, { first, most }: BackOff): number {
  return Math.min(most, first * 2 ** Math.min(failures, 30));
}

/** Full jitter, so that the clients of a server that restarts do not come back in step. */
export function delay(failures: number, backOff: BackOff, random: () => number = Math.random): number {
  return random() * ceiling(failures, backOff);
}
