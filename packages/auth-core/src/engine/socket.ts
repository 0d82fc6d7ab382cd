import type { Issue, WireRequest } from '@bimodal/contract';
import type { Duplex } from 'node:stream';
import type { Dispatcher, WebSocket } from 'undici';
import type { Credential } from '../credentials/credential.ts';
import { ConnectionError } from '../errors/connection-error.ts';
import { plainCause } from '../errors/plain-cause.ts';
import { redact } from '../redaction/redact.ts';
import { outgoingRequest, type Line } from './attempt.ts';
import { authorise } from '../request/authorise.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { limit } from '../request/limit.ts';
import type { OutgoingRequest } from '../transport/outgoing-request.ts';
import { mismatches } from '../exchange/mismatches.ts';
import { ownCopy } from '../values/own-copy.ts';
import { maxFailureBytes, type RawAnswer } from '../transport/undici/send.ts';
import { statusFailure } from '../answer/status-failure.ts';
import { cover, handedOn } from '../values/handed-on.ts';

/** A websocket that is open. */
export interface OpenedSocket {
  readonly socket: WebSocket;
  /** Sends a protocol ping; undici tells of the pong on `undici:websocket:pong`. */
  readonly ping: (body?: Buffer) => void;
  /** Drops the connection at once: closing waits for an answer, which a peer that is gone never gives. */
  readonly destroy: () => void;
  /** Where a message differs from the contract, with `validate: 'strict'`; with `'warn'` it is a diagnostic. */
  readonly judge: (message: unknown) => readonly Issue[];
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
  refused?: Credential,
): Promise<OpenedSocket> {
  if (exchange.settings.limiter !== undefined) await limit(exchange, line.source);
  const { base, credential } = await authorise(exchange, line.source, refused);
  exchange.credential = credential;
  const outgoing = await outgoingRequest(exchange, request, base, credential);
  exchange.deadline.check();
  exchange.attempts += 1;
  const { WebSocket: Socket, ping } = await import('undici');
  const url = outgoing.origin.replace(/^http/, 'ws') + outgoing.path;
  const handshake: Handshake = { refusal: undefined, chunks: [], bytes: 0, connection: undefined };
  const headers = headersOf(outgoing);
  const socket = new Socket(url, handedOn({ dispatcher: watched(line.dispatcher, handshake), headers }));
  attach(socket);
  try {
    await opened(exchange, socket);
  } catch (error) {
    // undici leaves a connection open whose handshake was answered with something wrong.
    handshake.connection?.destroy();
    // Whoever stopped waiting for the refusal was not refused.
    exchange.deadline.check();
    if (handshake.refusal !== undefined) throw await statusFailure(exchange, refusalOf(handshake));
    throw error;
  } finally {
    exchange.deadline.release();
  }
  const { contract, operation, settings } = exchange;
  // The socket outlives the call: it keeps no more of it than it needs.
  const secrets = exchange.secrets();
  const judging = { contract, operation, settings, secrets: () => secrets };
  return {
    socket,
    ping: (body) => ping(socket, body),
    destroy: () => handshake.connection?.destroy(),
    judge: (message) => mismatches(judging, message),
  };
}

/** The request's headers as a record. What a body is accepted as has no meaning for a websocket. */
function headersOf(outgoing: OutgoingRequest): Record<string, string> {
  const headers = ownCopy<Record<string, string>>({});
  for (let index = 0; index < outgoing.headers.length; index += 2) {
    const name = outgoing.headers[index] ?? '';
    if (name !== 'accept' && name !== 'accept-encoding') headers[name] = outgoing.headers[index + 1] ?? '';
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
 * its body, and does not give its connection away.
 */
function watched(dispatcher: Dispatcher, handshake: Handshake): Dispatcher {
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
    // undici makes the options of a handshake itself, as an ordinary object.
    return dispatch(cover(options), handedOn(watching));
  });
}

function refusalOf({ refusal, chunks }: Handshake): RawAnswer {
  return {
    status: refusal?.status ?? 0,
    headers: refusal?.headers ?? {},
    body: Buffer.concat(chunks),
    whole: true,
    framed: true,
  };
}

function opened(exchange: Exchange, socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    exchange.deadline.guard((reason) => {
      reject(reason);
      socket.close();
    });
    const failed = (event: { readonly error: unknown }): void => {
      const cause = plainCause(event.error, (text) => redact(text, exchange.secrets()));
      reject(
        new ConnectionError(
          `${exchange.operation.id}: no websocket to ${exchange.origin ?? 'the platform'} could be opened. Check the base URL, the network and the proxy.`,
          { ...exchange.facts(), retryable: true, sent: false, cause },
        ),
      );
    };
    socket.addEventListener('error', failed, { once: true });
    socket.addEventListener(
      'open',
      () => {
        // The socket may be open for days: it does not keep the call that opened it.
        socket.removeEventListener('error', failed);
        resolve();
      },
      { once: true },
    );
  });
}
