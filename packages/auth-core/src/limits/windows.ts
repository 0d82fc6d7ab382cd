import { count, longestTimer } from '../checks/numbers.ts';
import { InputError } from '../errors/input-error.ts';
import type { Ask } from './asked.ts';

interface Window {
  taken: number;
  /** By `performance.now()`: a clock that is set back holds nobody up. */
  readonly end: number;
}

/** Counts in this process, in windows that begin with the first request after the one before. */
export function windows(requests: number, seconds: number): Ask {
  if (count('requests', requests) === 0) throw new InputError('`requests` must be 1 or more.');
  const length = seconds * 1000;
  if (typeof seconds !== 'number' || !(length > 0) || length > longestTimer) {
    throw new InputError(
      `\`seconds\` must be a number above 0 and at most ${Math.floor(longestTimer / 1000)}.`,
    );
  }
  const open = new Map<string, Window>();
  return (key) => {
    const now = performance.now();
    const window = open.get(key);
    if (window === undefined || window.end <= now) {
      for (const [name, { end }] of open) if (end <= now) open.delete(name);
      open.set(key, { taken: 1, end: now + length });
      return 'taken';
    }
    if (window.taken >= requests) return { wait: window.end - now };
    window.taken += 1;
    return 'taken';
  };
}
