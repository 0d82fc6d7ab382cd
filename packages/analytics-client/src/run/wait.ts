import { longestTimer, onlyOnce } from '@bimodal/auth-core/internal';

/** Waits; an abort ends the wait at once and rejects with the signal's own reason. Leaves no listener behind. */
export function wait(milliseconds: number, signal: AbortSignal | null | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(reasonOf(signal));
      return;
    }
    const timer = setTimeout(
      () => {
        signal?.removeEventListener('abort', stop);
        resolve();
      },
      Math.min(milliseconds, longestTimer),
    );
    function stop(): void {
      clearTimeout(timer);
      reject(reasonOf(signal));
    }
    signal?.addEventListener('abort', stop, onlyOnce);
  });
}

function reasonOf(signal: AbortSignal | null | undefined): unknown {
  return signal?.reason;
}
