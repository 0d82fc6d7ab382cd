let current: number | undefined;

/**
 * The time in milliseconds, looked up once for everything that happens at once: a read of a socket brings hundreds of
 * messages, and between them nothing else runs.
 */
export function moment(): number {
  if (current === undefined) {
    current = Date.now();
    queueMicrotask(forget);
  }
  return current;
}

function forget(): void {
  current = undefined;
}
