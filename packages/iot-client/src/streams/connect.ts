import type { EngineCaller, OpenedSocket } from '@bimodal/auth-core/internal';
import { authTokenParameter } from './auth-token-url.ts';
import type { Connect } from './connection.ts';
import { WebSocketConnection } from './websocket-connection.ts';

/** Opens the websockets of a client. */
export type SocketOpener = Pick<EngineCaller, 'socket'>;

/** Milliseconds for one handshake. Source: observed (mode-device waits as long). */
const handshakeTimeout = 20_000;

/** Where a message differs from what the contract says, and that is to be an error. */
export type JudgeMessage = OpenedSocket['judge'];

/** An operation's websocket: how to connect to it, and what its contract says of a message. */
export interface Channel {
  readonly connect: Connect;
  readonly judge: JudgeMessage;
}

/** Both of an operation's websocket; the contract comes with the first connection. */
export function channelOf(
  opener: SocketOpener,
  operation: string,
  input: unknown,
  tokenInUrl: boolean,
): Channel {
  let judge: JudgeMessage = () => [];
  const told = (opened: OpenedSocket): void => {
    judge = opened.judge;
  };
  const connect = connectTo(opener, operation, input, told, tokenInUrl ? authTokenParameter : undefined);
  return { connect, judge: (message) => judge(message) };
}

/**
 * Connects to an operation's websocket, with the credential of the moment; `told` hears of each before its messages. The
 * credential goes into the address only where `parameter` names its place there.
 */
export function connectTo(
  opener: SocketOpener,
  operation: string,
  input: unknown,
  told?: (opened: OpenedSocket) => void,
  parameter?: string,
): Connect {
  return async (stop) => {
    const connection = new WebSocketConnection();
    // Trying again is the stream's own business.
    const options = { signal: stop, timeout: handshakeTimeout, retries: 0 };
    const opened = await opener.socket(operation, input, connection, options, parameter);
    told?.(opened);
    connection.opened(opened);
    return connection;
  };
}
