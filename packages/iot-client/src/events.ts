import type { CallOptions } from '@bimodal/auth-core';
import { ownCopy } from '@bimodal/auth-core/internal';
import { authTokenUrl, type SocketAddresses } from './streams/auth-token-url.ts';
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
import type { SocketStreamOptions } from './streams/socket-stream-options.ts';

/** Events, as users see them. Devices send theirs with `devices.sendEvent`. */
export class Events {
  readonly #opener: SocketOpener;
  readonly #addresses: SocketAddresses;
  readonly #streams: OpenStreams;
  readonly #stores: PointStores;

  constructor(caller: SocketOpener & SocketAddresses, streams: OpenStreams, stores: PointStores) {
    this.#opener = caller;
    this.#addresses = caller;
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
   * A page's websocket sends no headers: there the stream has to be asked for with `tokenInUrl: true`, see `SocketStreamOptions`.
   * Without it reading throws an InputError, and nothing is sent.
   *
   * Source: observed.
   *
   * @throws InputError for an option that cannot be.
   */
  stream(options: EventStreamOptions & { readonly backfill: Backfill }): BackfilledEventStream;
  stream(options?: SocketStreamOptions & { readonly backfill?: undefined }): EventStream;
  stream(options: EventStreamOptions = {}): EventStream | BackfilledEventStream {
    const { backfill, ...stream } = ownCopy(options);
    return backfill === undefined
      ? this.#streams.add(openEventStream(this.#opener, stream))
      : this.#streams.add(openBackfilledStream(this.#opener, stream, backfill, this.#stores));
  }

  /**
   * The address of the same websocket with the session token in it, as `?authToken=`, for a browser: its WebSocket sends no
   * headers. Nothing is sent. Besides this only `tokenInUrl: true` puts a key into an address.
   *
   * **The string is a secret.** Whoever has it hears all homes of the user, and who takes the token out of it can do
   * whatever the user may, until the session ends. Addresses are written down where headers are not: by servers, proxies and
   * browsers, and into errors. Give it to a page of that very user only, over https, with `Cache-Control: no-store`; never put
   * it into HTML, a redirect or a log. Where the page is served by you, passing the events on yourself keeps the token with you.
   *
   * ```ts
   * const secret = await user.events.streamUrlWithAuthToken();
   * // in the user's browser: new WebSocket(secret).onmessage = ({ data }) => show(JSON.parse(data));
   * ```
   *
   * Source: observed.
   *
   * @throws CallerError for a key that is known to be no user's. @throws CredentialError where there is none.
   * @throws OriginError for a credential of another origin, and for plain http to another machine without
   * `allowInsecureHttp`.
   */
  streamUrlWithAuthToken(options?: CallOptions): Promise<string> {
    return authTokenUrl(this.#addresses, 'events.stream', {}, options);
  }
}
