import type { OutgoingRequest } from '../outgoing-request.ts';
import { TransportFailure } from '../transport-failure.ts';
import type { TimeLimit } from '../time-limit.ts';
import { requestInit } from './request-init.ts';

/** The `fetch` of a runtime, or one that stands in for it. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** An answer that has begun, and how to give it up. */
export interface Begun {
  readonly response: Response;
  readonly stop: (reason: unknown) => void;
  /** Settles with the reason for which it was given up. */
  readonly stopped: Promise<never>;
}

/**
 * Sends a request by `fetch`, up to the headers of its answer. No runtime tells how far a request that failed had come, so
 * each counts as sent: only what may be repeated is.
 */
export async function fetchOnce(fetch: Fetch, request: OutgoingRequest, deadline: TimeLimit): Promise<Begun> {
  const controller = new AbortController();
  const { promise: stopped, reject } = Promise.withResolvers<never>();
  // Whoever waits for something else hears of it there.
  stopped.catch(() => undefined);
  const stop = (reason: unknown): void => {
    reject(reason);
    controller.abort(reason);
  };
  deadline.guard(stop);
  try {
    const asked = fetch(request.origin + request.path, requestInit(request, controller.signal));
    return { response: await Promise.race([asked, stopped]), stop, stopped };
  } catch (error) {
    deadline.check();
    throw new TransportFailure('sent', error);
  }
}
