import { vi } from 'vitest';

/** Waits until what is expected holds, on a busy machine too. */
export function eventually<T>(expectation: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(expectation, { timeout: 60_000, interval: 10 });
}
