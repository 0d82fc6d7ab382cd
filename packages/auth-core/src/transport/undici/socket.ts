import type { Duplex } from 'node:stream';
import type { Dispatcher, WebSocket } from 'undici';
import type { TimeLimit } from '../time-limit.ts';
import { cover, handedOn } from '../../values/handed-on.ts';
import { onlyOnce } from '../../values/only-once.ts';
import { ownCopy } from '../../values/own-copy.ts';
import { maxFailureBytes, type RawAnswer } from '../answers.ts';
import { RefusedHandshake, type OpenSocket, type SocketListener } from '../open-socket.ts';
import type { OutgoingRequest } from '../outgoing-request.ts';
import { TransportFailure } from '../transport-failure.ts';
import { loadUndici } from './load-undici.ts';
import { onPong } from './pongs.ts';
import { rawAnswer } from './send.ts';

/**
 * Opens a websocket. The credential travels in the handshake's `Authorization` header, never in the URL; a handshake is
 * never redirected.
 */
export async function openSocket(
  dispatcher: Dispatcher,
  request: OutgoingRequest,
  deadline: TimeLimit,
  listener: SocketListener,
): Promise<OpenSocket> {
  const { WebSocket: Socket, ping } = await loadUndici();
  const url = request.origin.replace(/^http/, 'ws') + request.path;
  const handshake: Handshake = { refusal: undefined, chunks: [], bytes: 0, connection: undefined };
  const headers = headersOf(request);
  const socket = new Socket(
    url,
    handedOn({ dispatcher: watched(dispatcher, handshake, Object.hasOwn(headers, 'origin')), headers }),
  );
  listenTo(socket, listener);
  try {
    await opened(socket, deadline);
  } catch (error) {
    // undici leaves a connection open whose handshake was answered with something wrong.
    handshake.connection?.destroy();
    // Whoever stopped waiting for the refusal was not refused.
    deadline.check();
    throw handshake.refusal === undefined ? error : new RefusedHandshake(refusalOf(handshake));
  }
  return {
    ping: () => ping(socket),
    close: () => socket.close(1000),
    destroy: () => handshake.connection?.destroy(),
  };
}

/** Begins before the socket is open, so that no message is missed. */
function listenTo(socket: WebSocket, listener: SocketListener): void {
  socket.binaryType = 'arraybuffer';
  const forget = onPong(socket, () => listener.pong());
  const message = ({ data }: { data: unknown }): void =>
    listener.message(typeof data === 'string' ? data : undefined);
  socket.addEventListener('message', message);
  const closed = (): void => {
    forget();
    socket.removeEventListener('message', message);
    listener.closed();
  };
  socket.addEventListener('close', closed, onlyOnce);
}

/** The request's headers as a record. What a body is accepted as has no meaning for a websocket. */
function headersOf(request: OutgoingRequest): Record<string, string> {
  const headers = ownCopy<Record<string, string>>({});
  for (let index = 0; index < request.headers.length; index += 2) {
    const name = request.headers[index] ?? '';
    if (name !== 'accept' && name !== 'accept-encoding') headers[name] = request.headers[index + 1] ?? '';
  }
  return headers;
}

interface Handshake {
  /** How it was answered, where that was not with a websocket. */
  refusal: Pick<RawAnswer, 'status' | 'headers'> | undefined;
  readonly chunks: Buffer[];
  bytes: number;
  connection: Duplex | undefined;
}

/**
 * The dispatcher, telling how the handshake was answered: a WebSocket itself says neither the status of a refusal nor
 * its body, and does not give its connection away. `named`: whether the origin is said in its headers.
 */
function watched(dispatcher: Dispatcher, handshake: Handshake, named: boolean): Dispatcher {
  return dispatcher.compose((dispatch) => (options, handler) => {
    const watching: Dispatcher.DispatchHandler = {
      onRequestStart: (controller, context) => handler.onRequestStart?.(controller, context),
      onRequestUpgrade(controller, status, headers, connection) {
        handshake.connection = connection;
        return handler.onRequestUpgrade?.(controller, status, headers, connection);
      },
      onResponseStart(_controller, status, headers) {
        // An informational answer is not the answer.
        if (status >= 200) handshake.refusal = { status, headers };
      },
      onResponseData(controller, chunk) {
        handshake.chunks.push(chunk);
        handshake.bytes += chunk.length;
        if (handshake.bytes > maxFailureBytes) controller.abort(new Error('Enough of the refusal was read.'));
      },
      onResponseEnd: (controller) =>
        handler.onResponseError?.(controller, new Error('The handshake was refused.')),
      onResponseError: (controller, error) => handler.onResponseError?.(controller, error),
    };
    // undici makes the options of a handshake itself, as an ordinary object, and an origin of what that inherits.
    if (!named && typeof options.headers === 'object' && options.headers !== null) {
      Reflect.deleteProperty(options.headers, 'origin');
    }
    return dispatch(cover(options), handedOn(watching));
  });
}

function refusalOf({ refusal, chunks }: Handshake): RawAnswer {
  return rawAnswer(refusal?.status ?? 0, refusal?.headers ?? {}, true, Buffer.concat(chunks), true);
}

function opened(socket: WebSocket, deadline: TimeLimit): Promise<void> {
  return new Promise((resolve, reject) => {
    deadline.guard((reason) => {
      reject(reason);
      socket.close();
    });
    const failed = (event: { readonly error: unknown }): void =>
      reject(new TransportFailure('handshake', event.error));
    socket.addEventListener('error', failed, onlyOnce);
    socket.addEventListener(
      'open',
      () => {
        // The socket may be open for days: it does not keep the call that opened it.
        socket.removeEventListener('error', failed);
        resolve();
      },
      onlyOnce,
    );
  });
}
