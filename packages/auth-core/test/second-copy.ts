import { vi } from 'vitest';
import type * as Package from '../src/index.ts';

/** The package once more, with classes of its own, as two installed copies are. */
export async function secondCopy(): Promise<typeof Package> {
  vi.resetModules();
  return import('../src/index.ts');
}
