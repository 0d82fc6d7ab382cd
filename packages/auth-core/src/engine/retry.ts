import type { WireRequest } from '@bimodal/contract/runtime';
import type { Credential } from '../credentials/credential.ts';
import { BodyError } from '../errors/body-error.ts';
import { ConnectionError } from '../errors/connection-error.ts';
import { RateLimitError } from '../errors/rate-limit-error.ts';
import { StatusError } from '../errors/status-error.ts';
import { backOff } from './back-off.ts';
import type { CredentialSource } from '../request/credential-source.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { reportAttempt } from '../exchange/report.ts';
import type { RetryBucket } from './retry-bucket.ts';

/** Milliseconds of `Retry-After` that are obeyed; a longer wait is the caller's to decide. */
const maxRetryAfter = 60_000;
/** Idle connections given up by the server, one after the other, that a call may meet without its being counted. */
const maxReused = 5;
const passing: ReadonlySet<number> = new Set([408, 425, 500, 502, 503, 504]);

/** What a repeated attempt may take for done. */
export const alreadyDone: unique symbol = Symbol('already done');

/**
 * Repeats an attempt that failed, where that can do no harm: the operation is idempotent, or the request is known not
 * to have been sent (no connection) or not to have been processed (429). A 401 is met once with a renewed credential.
 */
export async function retry<T>(
  exchange: Exchange,
  request: WireRequest,
  source: CredentialSource,
  bucket: RetryBucket,
  once: (refused: Credential | undefined) => Promise<T>,
): Promise<T | typeof alreadyDone> {
  let retries = 0;
  let reused = 0;
  let refused: Credential | undefined;
  let mayBeDone = false;
  for (;;) {
    try {
      const answer = await once(refused);
      bucket.refund();
      return answer;
    } catch (error) {
      reportAttempt(exchange, error);
      if (mayBeDone && request.method === 'DELETE' && isStatus(error, 404)) return alreadyDone;
      if (
        isStatus(error, 401) &&
        source.renewable &&
        refused === undefined &&
        exchange.credential !== undefined
      ) {
        refused = exchange.credential;
        continue;
      }
      if (!mayRepeat(exchange, error)) throw error;
      // The server gave an idle connection up just as the request was sent: nothing is wrong with it, so there is
      // nothing to wait for.
      if (ConnectionError.isInstance(error) && error.reused && reused < maxReused) {
        reused += 1;
        mayBeDone ||= error.sent;
        continue;
      }
      if (retries >= exchange.retries) throw error;
      const wait = waitBefore(error, retries + 1);
      if (wait === undefined || !exchange.deadline.fits(wait) || !bucket.take()) throw error;
      mayBeDone ||= !isUnprocessed(error);
      retries += 1;
      await exchange.deadline.wait(wait);
    }
  }
}

function mayRepeat(exchange: Exchange, error: unknown): boolean {
  if (ConnectionError.isInstance(error)) return error.retryable;
  if (isUnprocessed(error)) return true;
  if (!exchange.operation.idempotent) return false;
  if (BodyError.isInstance(error)) return error.fault === 'truncated';
  return StatusError.isInstance(error) && passing.has(error.status);
}

function isUnprocessed(error: unknown): boolean {
  return RateLimitError.isInstance(error) || (ConnectionError.isInstance(error) && !error.sent);
}

/** Milliseconds; undefined where the platform asks for a longer wait than is obeyed. */
function waitBefore(error: unknown, attempts: number): number | undefined {
  const asked = StatusError.isInstance(error) ? error.retryAfter : undefined;
  if (asked === undefined) return backOff(attempts);
  return asked > maxRetryAfter ? undefined : Math.max(asked, 1);
}

function isStatus(error: unknown, status: number): boolean {
  return StatusError.isInstance(error) && error.status === status;
}
