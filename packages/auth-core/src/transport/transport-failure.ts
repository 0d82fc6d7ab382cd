/** How far a request had come when its transport failed. */
export type Stage =
  /** It was never put on a connection: DNS, connect, TLS. */
  | 'unsent'
  /** The dispatcher did not take it. */
  | 'refused'
  /** It was put on a connection, and no answer began. It may have been processed. */
  | 'sent'
  /** It was redirected, and the runtime hides where to. */
  | 'hidden redirect'
  /** No websocket came of it. */
  | 'handshake'
  /** The answer's body broke off. */
  | 'body'
  /** The answer's body is larger than allowed. */
  | 'too large';

/** A failure of the transport, before it is told in the words of a call. Never leaves the engine. */
export class TransportFailure extends Error {
  readonly stage: Stage;
  /** Whether it met a kept connection that the server had most likely just given up as idle. */
  readonly reused: boolean;

  constructor(stage: Stage, cause: unknown, reused = false) {
    super(stage, { cause });
    this.stage = stage;
    this.reused = reused;
  }
}
