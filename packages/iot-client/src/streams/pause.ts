import { longestTimer, onlyOnce } from '@bimodal/auth-core/internal';

/** Waits so many milliseconds, or until `stop` is aborted. */
export function pause(milliseconds: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      stop.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, Math.min(milliseconds, longestTimer));
    stop.addEventListener('abort', done, onlyOnce);
    if (stop.aborted) done();
  });
}
