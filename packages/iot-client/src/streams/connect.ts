import type { EngineCaller } from '@bimodal/auth-core';
import type { Connect } from './connection.ts';
import { WebSocketConnection } from './websocket-connection.ts';

/** Opens the websockets of a client. */
export type SocketOpener = Pick<EngineCaller, 'socket'>;

/** Milliseconds for one handshake. Source: observed (mode-device waits as long). */
const handshakeTimeout = 20_000;

/** Connects to an operation's websocket, with the credential of the moment. */
export function connectTo(opener: SocketOpener, operation: string, input: unknown): Connect {
  return async (stop) => {
    let connection: WebSocketConnection | undefined;
    const opened = await opener.socket(
      operation,
      input,
      (socket) => {
        connection = new WebSocketConnection(socket);
      },
      // Trying again is the stream's own business.
      { signal: stop, timeout: handshakeTimeout, retries: 0 },
    );
    connection ??= new WebSocketConnection(opened.socket);
    connection.opened(opened);
    return connection;
  };
}
