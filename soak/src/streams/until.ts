import { setTimeout as pause } from 'node:timers/promises';
import type { Lag } from '../scenarios/lag.ts';

/** Milliseconds between two looks. */
const interval = 20;

/**
 * Waits until something is so.
 *
 * @param allowed milliseconds; what the process itself loses meanwhile is added.
 * @returns false where it was not so by then.
 */
export async function until(isSo: () => boolean, allowed: number, lag: Lag): Promise<boolean> {
  const began = performance.now();
  const lost = lag.watch();
  while (!isSo()) {
    if (performance.now() - began > allowed + lost()) return false;
    await pause(interval);
  }
  return true;
}
