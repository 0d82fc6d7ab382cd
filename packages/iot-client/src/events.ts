import type { SocketOpener } from './streams/connect.ts';
import type { Backfill } from './streams/backfill/backfill.ts';
import type { PointStores } from './streams/backfill/read-source.ts';
import {
  openBackfilledStream,
  openEventStream,
  type BackfilledEventStream,
  type EventStream,
  type EventStreamOptions,
} from './streams/event-stream.ts';
import type { OpenStreams } from './streams/open-streams.ts';
import type { StreamOptions } from './streams/stream-options.ts';

/** Events, as users see them. Devices send theirs with `devices.sendEvent`. */
export class Events {
  readonly #opener: SocketOpener;
  readonly #streams: OpenStreams;
  readonly #stores: PointStores;

  constructor(opener: SocketOpener, streams: OpenStreams, stores: PointStores) {
    this.#opener = opener;
    this.#streams = streams;
    this.#stores = stores;
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
   * With `backfill` a gap is followed by what time series kept of it:
   *
   * ```ts
   * const backfill = { from: [{ home, module: 'tsdb', series: 'celsius' }] };
   * for await (const item of user.events.stream({ backfill })) {
   *   if (item.type === 'backfilled') console.log(item.timestamp, 'series' in item ? item.value : item.values);
   *   if (item.type === 'backfillEnd') console.log(item.notFilled);
   * }
   * ```
   *
   * Source: observed.
   *
   * @throws InputError for an option that cannot be.
   */
  stream(options: EventStreamOptions & { readonly backfill: Backfill }): BackfilledEventStream;
  stream(options?: StreamOptions & { readonly backfill?: undefined }): EventStream;
  stream(options: EventStreamOptions = {}): EventStream | BackfilledEventStream {
    const backfill = Object.hasOwn(options, 'backfill') ? options.backfill : undefined;
    return backfill === undefined
      ? this.#streams.add(openEventStream(this.#opener, options))
      : this.#streams.add(openBackfilledStream(this.#opener, options, backfill, this.#stores));
  }
}
