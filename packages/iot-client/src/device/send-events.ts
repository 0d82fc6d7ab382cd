import { StatusError } from '@bimodal/auth-core';
import { delay, type BackOff } from '../streams/back-off.ts';
import { pause } from '../streams/pause.ts';
import { askedToWait } from '../streams/transient.ts';
import type { Outbox, WaitingEvent } from './outbox.ts';

/** What sending needs beside the outbox. */
export interface Sending {
  readonly send: (event: WaitingEvent) => Promise<unknown>;
  readonly backOff: BackOff;
  /** Fulfilled when an event may have come, or it is time to stop. */
  readonly wait: () => Promise<void>;
  /** Hears of each attempt that failed, and whether the event was given up. */
  readonly failed: (error: unknown, event: WaitingEvent, isGivenUp: boolean) => void;
  /** Called each time that nothing waits. */
  readonly idle: () => void;
}

/**
 * Sends what waits, oldest first, each until it was taken: at least once and in order. An event is sent again when no
 * answer came, so that the platform may have it twice. One that the platform refuses for what is in it (400, 413, 422) is
 * given up, since all others would wait for it for ever; whatever else fails is tried until `stop` is aborted.
 */
export async function sendEvents(outbox: Outbox, sending: Sending, stop: AbortSignal): Promise<void> {
  let failures = 0;
  while (!stop.aborted) {
    const event = outbox.first();
    if (event === undefined) {
      sending.idle();
      await sending.wait();
      continue;
    }
    try {
      await sending.send(event);
      outbox.remove(event);
      failures = 0;
    } catch (error) {
      if (stop.aborted) return;
      const isGivenUp = StatusError.isInstance(error) && [400, 413, 422].includes(error.status);
      if (isGivenUp) outbox.remove(event);
      sending.failed(error, event, isGivenUp);
      if (isGivenUp) continue;
      await pause(Math.max(delay(failures, sending.backOff), askedToWait(error)), stop);
      failures += 1;
    }
  }
}
