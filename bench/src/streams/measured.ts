/** What a process holds, in bytes, once everything that is garbage is gone. Run it with `--expose-gc`. */
export interface Held {
  readonly rss: number;
  readonly heap: number;
}

export function held(): Held {
  for (let index = 0; index < 4; index += 1) globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  return { rss, heap: heapUsed + external };
}
