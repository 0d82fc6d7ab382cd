import type { SocketOpener } from './streams/connect.ts';
import { openEventStream, type EventStream } from './streams/event-stream.ts';
import type { OpenStreams } from './streams/open-streams.ts';
import type { StreamOptions } from './streams/stream-options.ts';

/** Events, as users see them. Devices send theirs with `devices.sendEvent`. */
export class Events {
  readonly #opener: SocketOpener;
  readonly #streams: OpenStreams;

  constructor(opener: SocketOpener, streams: OpenStreams) {
    this.#opener = opener;
    this.#streams = streams;
  }

  /**
   * The events of all homes of the calling user, as they happen: those of devices, and the platform's own, whose types
   * begin and end with `_` (`_deviceConnected_`). It connects at once. What happens while it is not connected is lost, and
   * reported as a gap.
   *
   * ```ts
   * for await (const item of user.events.stream()) {
   *   if (item.type === 'event') console.log(item.event.eventType, item.event.eventData);
   *   if (item.type === 'gap') console.log(`Nothing known between ${item.from} and ${item.to}`);
   * }
   * ```
   *
   * Source: observed.
   */
  stream(options?: StreamOptions): EventStream {
    return this.#streams.add(openEventStream(this.#opener, options));
  }
}
