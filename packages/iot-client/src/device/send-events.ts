import { StatusError } from '@bimodal/auth-core';
import { delay, type BackOff } from '../streams/back-off.ts';
import { pause } from '../streams/pause.ts';
import { askedToWait, isTransient } from '../streams/transient.ts';
import type { Outbox, WaitingEvent } from './outbox.ts';

/** What sending needs beside the outbox. */
export interface Sending {
  readonly send: (event: WaitingEvent) => Promise<unknown>;
  readonly backOff: BackOff;
  /** Milliseconds that the platform may go on answering 404 before events so answered are given up. */
  readonly notFoundPatience: number;
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
 * given up, since all others would wait for it for ever. A 404 says that there is no such device: that may be a mistake that
 * is put right, or last, so events are given up for it only once it has been the answer to everything for
 * `notFoundPatience`, and then each after one attempt. Whatever else fails is tried until `stop` is aborted.
 */
export async function sendEvents(outbox: Outbox, sending: Sending, stop: AbortSignal): Promise<void> {
  let failures = 0;
  let missingSince: number | undefined;
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
      missingSince = undefined;
    } catch (error) {
      if (stop.aborted) return;
      const status = StatusError.isInstance(error) ? error.status : undefined;
      // What is no answer of the platform's says nothing about the device.
      if (status === 404) missingSince ??= performance.now();
      else if (!isTransient(error)) missingSince = undefined;
      const isMissing =
        missingSince !== undefined && performance.now() - missingSince >= sending.notFoundPatience;
      const isGivenUp = [400, 413, 422].includes(status ?? 0) || (status === 404 && isMissing);
      if (isGivenUp) outbox.remove(event);
      sending.failed(error, event, isGivenUp);
      if (isGivenUp) continue;
      await pause(Math.max(delay(failures, sending.backOff), askedToWait(error)), stop);
      failures += 1;
    }
  }
}
