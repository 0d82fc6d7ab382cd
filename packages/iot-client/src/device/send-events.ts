import { delay, type BackOff } from '../streams/back-off.ts';
import { pause } from '../streams/pause.ts';
import { askedToWait } from '../streams/transient.ts';
import { Judge } from './judge.ts';
import type { WaitingEvent } from './outbox.ts';
import { Pipeline, type Line, type Room, type Send } from './pipeline.ts';

/** Where events wait. */
interface Queue extends Line {
  /** Forgets an event, and those before it; it may throw, and has forgotten them then. */
  removeThrough(event: WaitingEvent): void;
}

/** What sending needs beside the outbox. */
export interface Sending {
  /** A way to the platform; it ends with the first that fails on it. */
  readonly open: () => Promise<Send>;
  /** How much may be under way before the first of it was taken. */
  readonly room: Room;
  readonly backOff: BackOff;
  /** Milliseconds that the platform may go on answering 404 before events so answered are given up. */
  readonly notFoundPatience: number;
  /** Fulfilled when an event may have come, or it is time to stop. */
  readonly wait: () => Promise<void>;
  /** Hears of each attempt that failed, and whether the event was given up. Without an event it is the outbox that failed. */
  readonly failed: (error: unknown, event: WaitingEvent | undefined, isGivenUp: boolean) => void;
  /** Called each time that nothing waits. */
  readonly idle: () => void;
}

/**
 * Sends what waits, oldest first, each until it was taken: at least once and in order. Several may be under way where the
 * transport keeps their order; they are forgotten in order, too, so that after a failure all from the failed one on are
 * sent again, and the platform may have some of them twice. Which are given up, `Judge` says; whatever else fails is tried
 * until `stop` is aborted.
 */
export async function sendEvents(outbox: Queue, sending: Sending, stop: AbortSignal): Promise<void> {
  const pipeline = new Pipeline(outbox, sending.open, sending.room);
  const judge = new Judge(sending.notFoundPatience);
  let failures = 0;

  const forget = (event: WaitingEvent): void => {
    try {
      outbox.removeThrough(event);
    } catch (error) {
      // It is forgotten all the same: what the disk refuses holds nothing up.
      sending.failed(error, undefined, false);
    }
  };
  const step = async (): Promise<void> => {
    pipeline.fill();
    const { head } = pipeline;
    if (head === undefined) {
      sending.idle();
      return sending.wait();
    }
    if (head.outcome === undefined) {
      // What comes meanwhile joins those under way.
      return pipeline.hasRoom ? Promise.race([head.settled, sending.wait()]) : head.settled;
    }
    if (head.outcome === 'taken') {
      const last = pipeline.taken();
      if (last !== undefined) forget(last);
      failures = 0;
      return judge.taken();
    }
    const { error } = head.outcome;
    await pipeline.empty();
    if (stop.aborted) return undefined;
    const isGivenUp = judge.givesUp(error);
    sending.failed(error, head.event, isGivenUp);
    if (isGivenUp) forget(head.event);
    return isGivenUp ? undefined : wait(askedToWait(error));
  };
  const wait = async (asked: number): Promise<void> => {
    await pause(Math.max(delay(failures, sending.backOff), asked), stop);
    failures += 1;
  };

  while (!stop.aborted) {
    try {
      await step();
    } catch (error) {
      // The disk cannot be read: what is under way is sent again.
      await pipeline.empty();
      sending.failed(error, undefined, false);
      await wait(0);
    }
  }
  await pipeline.empty();
}
