import { ConnectionError, StatusError, TimeoutError } from '@bimodal/auth-core';

/** Whether trying again may help: the network, or a server that is busy. A refused credential stays refused. */
export function isTransient(error: unknown): boolean {
  if (ConnectionError.isInstance(error) || TimeoutError.isInstance(error)) return true;
  return (
    StatusError.isInstance(error) && (error.status >= 500 || error.status === 429 || error.status === 408)
  );
}
