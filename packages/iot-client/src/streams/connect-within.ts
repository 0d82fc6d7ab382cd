import { onlyOnce } from '@bimodal/auth-core/internal';
import { TimeoutError } from '@bimodal/auth-core';
import type { Connect, Connection } from './connection.ts';

/**
 * Connects within so many milliseconds, however long a handshake may take otherwise.
 *
 * @throws TimeoutError where it was not connected by then, or what connecting throws.
 */
export async function connectWithin(
  connect: Connect,
  milliseconds: number,
  stop: AbortSignal,
): Promise<Connection> {
  const leaving = new AbortController();
  let isLate = false;
  const leave = (): void => leaving.abort();
  const timer = setTimeout(() => {
    isLate = true;
    leave();
  }, milliseconds);
  stop.addEventListener('abort', leave, onlyOnce);
  if (stop.aborted) leave();
  try {
    return await connect(leaving.signal);
  } catch (error) {
    if (!isLate) throw error;
    throw new TimeoutError('The platform did not answer in the time that the first connection had.', {
      timeout: Math.round(milliseconds),
      cause: error,
    });
  } finally {
    clearTimeout(timer);
    stop.removeEventListener('abort', leave);
  }
}
