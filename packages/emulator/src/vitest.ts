import { afterAll, beforeAll } from 'vitest';
import { startEmulator, type Emulator } from './emulator.ts';
import type { EmulatorOptions } from './options/options.ts';

/**
 * An emulator for the tests of one file: started before the first, closed after the last. It is strict unless told
 * otherwise. What it returns is the running emulator, to be called inside tests.
 *
 * ```ts
 * const emulator = useEmulator();
 * test('…', async () => {
 *   const mode = new AnalyticsClient({ baseUrl: emulator().url, … });
 * });
 * ```
 */
export function useEmulator(options: EmulatorOptions = {}): () => Emulator {
  let running: Emulator | undefined;
  beforeAll(async () => {
    running = await startEmulator({ strict: true, ...options });
  });
  afterAll(async () => {
    await running?.close();
  });
  return () => {
    if (!running) throw new Error('The emulator runs inside tests and hooks only.');
    return running;
  };
}
