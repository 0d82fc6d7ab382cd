import type { HomeEvent, IotClient } from '@bimodal/iot-client';
import type { Log } from '../log.ts';

/** Somebody's eyes on a home. */
export interface Watcher extends AsyncDisposable {
  /** Reports seen so far. */
  readonly reports: number;
  /** Whether none is missing, and they came in order. */
  readonly isWhole: boolean;
  /** Fulfilled with the device's id once one is connected. */
  connected(): Promise<number>;
  /** Fulfilled once so many more reports were seen, or it is over. */
  see(count: number): Promise<void>;
}

/** Watches until `stop` is aborted. */
export async function watchHome(person: IotClient, log: Log, stop: AbortSignal): Promise<Watcher> {
  const stream = person.events.stream();
  const close = (): void => void stream.close();
  stop.addEventListener('abort', close, { once: true });
  await stream.connected;
  const reader = stream[Symbol.asyncIterator]();
  let [reports, last] = [0, 0];
  let isWhole = true;

  const next = async (): Promise<HomeEvent | undefined> => {
    for (;;) {
      const { value, done } = await reader.next();
      if (done === true) return undefined;
      if (value.type === 'event') return value.event;
    }
  };
  const show = ({ eventType, eventData }: HomeEvent): void => {
    if (eventType === 'pong') log('    somebody: the pong has come.', 'story.pong');
    if (eventType !== 'weather') return;
    const { n, temperature, unit } = eventData ?? {};
    const number = Number(n);
    // What comes again is no mistake: each comes at least once.
    isWhole &&= number <= last + 1;
    last = Math.max(last, number);
    reports = last;
    log(`    somebody: I see ${Number(temperature)} ${String(unit)}.`, 'story.seen', { n: number });
  };
  return {
    get reports() {
      return reports;
    },
    get isWhole() {
      return isWhole;
    },
    async connected() {
      for (let event = await next(); event !== undefined; event = await next()) {
        show(event);
        if (event.eventType === '_deviceConnected_') return event.originDeviceId ?? 0;
      }
      return 0;
    },
    async see(count) {
      for (const enough = reports + count; reports < enough;) {
        const event = await next();
        if (event === undefined) return;
        show(event);
      }
    },
    async [Symbol.asyncDispose]() {
      stop.removeEventListener('abort', close);
      await stream.close();
    },
  };
}
