/** Calls a listener. What it throws is its own fault, and not that of whoever tells: it is thrown where nobody suffers. */
export function tell<T>(listener: ((what: T) => void) | undefined, what: T): void {
  try {
    listener?.(what);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
