/** What goes wrong on purpose, and where. Several things may go wrong at once; all are bounded. */
export interface Fault {
  /**
   * An operation's id (`reports.get`), all of a resource (`reports.*`) or everything (`*`, the default). MQTT has
   * `mqtt.connect`, `mqtt.publish` and `mqtt.subscribe`; an open connection goes by what opened it (`events.stream`,
   * `devices.streamCommands`, `mqtt.connect`).
   */
  readonly operation?: string | undefined;
  /**
   * Only requests whose path matches: `*` stands for one segment, `**` at the end for the rest. With MQTT the path is the
   * topic, and `/devices/{id}` for a CONNECT.
   */
  readonly path?: string | undefined;
  /** Only what names this device in its path, and connections of this device. */
  readonly device?: number | undefined;
  /** Only what names this home in its path, and connections of its members and devices. */
  readonly home?: number | undefined;
  /** Only the first so many requests or connections that match, 1 to 1,000,000; all where absent. */
  readonly times?: number | undefined;
  /** Milliseconds before anything else happens, at most 600,000. */
  readonly latency?: number | undefined;
  /**
   * Answers this status, 400 to 599, in the platform's own words, instead of doing anything. An MQTT CONNECT is refused with
   * return code 4 (401), 5 (403) or 3 (any other), a SUBSCRIBE with 0x80; a PUBLISH ends the connection.
   */
  readonly status?: number | undefined;
  /** Seconds in the `Retry-After` header of that answer, or its value as it is to be sent. */
  readonly retryAfter?: number | string | undefined;
  /** Answers 429 to more than so many requests in a window of so many milliseconds. */
  readonly rateLimit?: { readonly requests: number; readonly windowMs: number } | undefined;
  /** Closes the connection without an answer; the request is not carried out. */
  readonly drop?: boolean | undefined;
  /** Carries the request out and never answers: no status, no CONNACK, no PUBACK. The connection stays open. */
  readonly silent?: boolean | undefined;
  /** Carries the request out, and closes the connection after so many bytes of the answer's body. */
  readonly closeAfterBytes?: number | undefined;
  /** Sends the body without length and without chunking, so that only closing the connection ends it. */
  readonly unframed?: boolean | undefined;
  /** Sends the body in pieces with a pause after each: at most 1 MiB, at most 60,000 ms. */
  readonly drip?: { readonly bytes: number; readonly everyMs: number } | undefined;
  /** Ends open websockets and MQTT connections without a goodbye: those that are open now, and each new one at once. */
  readonly cut?: boolean | undefined;
  /**
   * Open websockets and MQTT connections, and each new one, are neither read from nor written to any more, and stay open: the
   * other side learns of it by asking, or never. Clearing the fault lets them go on.
   */
  readonly halfOpen?: boolean | undefined;
}

/** Whether it concerns open connections; any other concerns requests. */
export function concernsConnections({ cut, halfOpen }: Fault): boolean {
  return cut === true || halfOpen === true;
}
