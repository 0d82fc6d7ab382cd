import { vi } from 'vitest';

/** Milliseconds within which a process that is started here is up, on a busy machine. */
export const startUp = 60_000;

/** Waits until what is expected holds, on a busy machine too. */
export function eventually<T>(expectation: () => T | Promise<T>, timeout = 60_000): Promise<T> {
  return vi.waitFor(expectation, { timeout, interval: 50 });
}
