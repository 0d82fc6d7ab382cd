import { ConnectionError, CredentialError, StatusError, TimeoutError } from '@bimodal/auth-core';

/** Milliseconds of `Retry-After` that are obeyed at most. */
const longest = 60_000;

/** Milliseconds that the platform asks to wait before another attempt; 0 where it does not say. */
export function askedToWait(error: unknown): number {
  return StatusError.isInstance(error) ? Math.min(error.retryAfter ?? 0, longest) : 0;
}

/** Whether trying again may help: the network, or a server that is busy. A refused credential stays refused. */
export function isTransient(error: unknown): boolean {
  if (ConnectionError.isInstance(error) || TimeoutError.isInstance(error)) return true;
  if (isUnread(error)) return true;
  return (
    StatusError.isInstance(error) && (error.status >= 500 || error.status === 429 || error.status === 408)
  );
}

/**
 * Whether a server refused a request that it may have got half of, where the network lost the rest: a 400 without one of the
 * reasons that the platform names where it has read a request.
 */
export function isUnread(error: unknown): boolean {
  return StatusError.isInstance(error) && error.status === 400 && error.code === '';
}

/**
 * Whether no credential could be had. From a provider that had one before that may pass: what it asks may be behind the
 * network that is gone.
 */
export function isLapse(error: unknown): boolean {
  return CredentialError.isInstance(error);
}
