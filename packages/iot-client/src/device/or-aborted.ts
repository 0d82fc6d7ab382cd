import { onlyOnce } from '@bimodal/auth-core/internal';
import { ConnectionError } from '@bimodal/auth-core';

/** The promise, or a `ConnectionError` as soon as `stop` is aborted. */
export async function orAborted<T>(promise: Promise<T>, stop: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => reject(new ConnectionError('It was closed before it was connected.', { sent: false }));
  stop.addEventListener('abort', abort, onlyOnce);
  if (stop.aborted) abort();
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    stop.removeEventListener('abort', abort);
  }
}
