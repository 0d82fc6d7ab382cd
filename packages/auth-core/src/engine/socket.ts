import type { WireRequest } from '@bimodal/contract';
import type { Dispatcher, WebSocket } from 'undici';
import { authorization } from '../credentials/credential.ts';
import { ConnectionError } from '../errors/connection-error.ts';
import type { Line } from './attempt.ts';
import { authorise } from './authorise.ts';
import type { Exchange } from './exchange.ts';
import { plainCause } from './explain-failure.ts';
import { statusFailure } from './status-failure.ts';

/** A websocket that is open. */
export interface OpenedSocket {
  readonly socket: WebSocket;
  /** Sends a protocol ping; undici tells of the pong on `undici:websocket:pong`. */
  readonly ping: (body?: Buffer) => void;
}

/**
 * Opens a websocket. The credential travels in the handshake's `Authorization` header, never in the URL; a handshake is
 * never redirected. `attach` is called before the socket is open, so that no message is missed.
 *
 * @throws the error of the status with which the handshake is refused, or ConnectionError.
 */
export async function openSocket(
  exchange: Exchange,
  request: WireRequest,
  line: Line,
  attach: (socket: WebSocket) => void,
): Promise<OpenedSocket> {
  const { base, credential } = await authorise(exchange, line.source);
  exchange.credential = credential;
  exchange.deadline.check();
  exchange.attempts += 1;
  const { WebSocket: Socket, ping } = await import('undici');
  const url = base.origin.replace(/^http/, 'ws') + base.prefix + request.path;
  const handshake: Handshake = { status: undefined, headers: {} };
  const headers: Record<string, string> = { 'user-agent': exchange.settings.userAgent };
  for (let index = 0; index < exchange.headers.length; index += 2) {
    headers[exchange.headers[index] ?? ''] = exchange.headers[index + 1] ?? '';
  }
  if (credential !== undefined) headers['authorization'] = credential[authorization]();
  const socket = new Socket(url, { dispatcher: watched(line.dispatcher, handshake), headers });
  attach(socket);
  try {
    await opened(exchange, socket);
  } catch (error) {
    if (handshake.status !== undefined && handshake.status !== 101) {
      throw await statusFailure(exchange, {
        status: handshake.status,
        headers: handshake.headers,
        body: Buffer.alloc(0),
        whole: false,
      });
    }
    throw error;
  } finally {
    exchange.deadline.release();
  }
  return { socket, ping: (body) => ping(socket, body) };
}

interface Handshake {
  status: number | undefined;
  headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** The dispatcher, telling with which status the handshake was answered: a WebSocket itself does not say. */
function watched(dispatcher: Dispatcher, handshake: Handshake): Dispatcher {
  return dispatcher.compose((dispatch) => (options, handler) => {
    const onResponseStart = handler.onResponseStart?.bind(handler);
    if (onResponseStart !== undefined) {
      handler.onResponseStart = (controller, status, headers, message) => {
        handshake.status = status;
        handshake.headers = headers;
        onResponseStart(controller, status, headers, message);
      };
    }
    return dispatch(options, handler);
  });
}

function opened(exchange: Exchange, socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    exchange.deadline.guard((reason) => {
      reject(reason);
      socket.close();
    });
    socket.addEventListener('open', () => resolve(), { once: true });
    socket.addEventListener(
      'error',
      (event) => {
        const cause = plainCause(event.error, exchange.secrets());
        reject(
          new ConnectionError(
            `${exchange.operation.id}: the websocket could not be opened. Check the base URL, the network and the proxy.`,
            { ...exchange.facts(), retryable: true, sent: false, cause },
          ),
        );
      },
      { once: true },
    );
  });
}
