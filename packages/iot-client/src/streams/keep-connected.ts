import { ceiling, delay, type BackOff } from './back-off.ts';
import { connectWithin } from './connect-within.ts';
import type { Connect, Connection } from './connection.ts';
import type { Gap } from './items.ts';
import { live, type Watch } from './live.ts';
import { moment, shown, type Moment } from './moment.ts';
import { pause } from './pause.ts';
import { askedToWait, isLapse, isTransient } from './transient.ts';

export interface Persistence extends Watch {
  readonly backOff: BackOff;
  /** Milliseconds within which the first connection has to be made. */
  readonly timeout: number;
}

export interface Subscriber {
  /** Called at each connection, after the gap before it. */
  connected(): void;
  message(text: string | undefined): void;
  gap(gap: Gap): void;
}

/**
 * Stays connected until `stop` is aborted. Every loss is a gap, told once the connection is there again.
 *
 * @throws what refused the connection for good; before the first connection, also what still failed after the timeout.
 */
export async function keepConnected(
  connect: Connect,
  persistence: Persistence,
  subscriber: Subscriber,
  stop: AbortSignal,
): Promise<void> {
  const { backOff } = persistence;
  // By a clock that nobody sets: a device's may jump by years while it starts.
  const giveUp = performance.now() + persistence.timeout;
  let lastHeard: Moment | undefined;
  let failures = 0;
  while (!stop.aborted) {
    const isFirst = lastHeard === undefined;
    let connection: Connection;
    try {
      const left = Math.max(giveUp - performance.now(), 1);
      connection = await (isFirst ? connectWithin(connect, left, stop) : connect(stop));
    } catch (error) {
      if (stop.aborted) return;
      const wait = Math.max(delay(failures, backOff), askedToWait(error));
      const mayPass = isTransient(error) || (!isFirst && isLapse(error));
      if (!mayPass || (isFirst && performance.now() + wait >= giveUp)) throw error;
      failures += 1;
      await pause(wait, stop);
      continue;
    }
    const opened = performance.now();
    if (lastHeard !== undefined) {
      const now = moment();
      subscriber.gap({
        type: 'gap',
        from: shown(lastHeard, now),
        to: new Date(now.time),
        reason: 'disconnected',
      });
    }
    subscriber.connected();
    await live(connection, persistence, (text) => subscriber.message(text), stop);
    lastHeard = connection.lastHeard;
    // A server that accepts and hangs up at once is given more and more time, as one that does not accept is.
    if (performance.now() - opened > ceiling(failures, backOff)) failures = 0;
    await pause(delay(failures, backOff), stop);
    failures += 1;
  }
}
