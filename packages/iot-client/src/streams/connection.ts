import type { Moment } from './moment.ts';

/** What a connection tells; `closed` comes last, once, however it ended. */
export interface ConnectionListener {
  /** One whole message; undefined for a binary one. */
  message(text: string | undefined): void;
  closed(): void;
}

/** One open websocket, as far as a stream needs it. */
export interface Connection {
  /** When the other side last sent anything, pongs included. */
  readonly lastHeard: Moment;
  /** From now on the listener hears; it is told what came before, too. */
  listen(listener: ConnectionListener): void;
  /** Sends a protocol ping; the other side has to answer. Undefined where the runtime can send none, as in a page. */
  readonly ping: (() => void) | undefined;
  /** Says goodbye; if the other side does not answer within a moment, the connection is dropped. */
  close(): void;
  /** Drops it at once. */
  destroy(): void;
}

/**
 * Opens a websocket, with a credential asked for anew.
 *
 * @throws StatusError when the handshake is refused, ConnectionError or TimeoutError when it could not be made.
 */
export type Connect = (stop: AbortSignal) => Promise<Connection>;
