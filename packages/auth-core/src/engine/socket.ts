import type { Issue, WireRequest } from '@bimodal/contract/runtime';
import { InputError } from '../errors/input-error.ts';
import { explainFailure } from '../answer/explain-failure.ts';
import { statusFailure } from '../answer/status-failure.ts';
import type { Credential } from '../credentials/credential.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { mismatches } from '../exchange/mismatches.ts';
import { authorise } from '../request/authorise.ts';
import { limit } from '../request/limit.ts';
import { RefusedHandshake, type OpenSocket, type SocketListener } from '../transport/open-socket.ts';
import { outgoingRequest, type Line } from './attempt.ts';

/** A websocket that is open. */
export interface OpenedSocket extends OpenSocket {
  /** Where a message differs from the contract, with `validate: 'strict'`; with `'warn'` it is a diagnostic. */
  readonly judge: (message: unknown) => readonly Issue[];
}

/**
 * Opens a websocket. The credential travels in the handshake's `Authorization` header, and in the URL only where `parameter`
 * names the parameter of the query for it. The listener hears from the beginning, so that no message is missed.
 *
 * @throws the error of the status with which the handshake is refused, or ConnectionError; InputError where the runtime's
 * handshakes carry no header, and no parameter is named.
 */
export async function openSocket(
  exchange: Exchange,
  request: WireRequest,
  line: Line,
  listener: SocketListener,
  refused?: Credential,
  parameter?: string,
): Promise<OpenedSocket> {
  if (parameter === undefined && !line.transport.handshakeHeaders) {
    throw new InputError(
      `${exchange.operation.id} cannot be opened here as it is: a page's websocket sends no headers, so the token would have to travel in the address, which proxies and servers write down. Ask for that by name, with \`tokenInUrl: true\`. Nothing was sent.`,
    );
  }
  if (exchange.settings.limiter !== undefined) await limit(exchange, line.source);
  const { base, credential } = await authorise(exchange, line.source, refused);
  exchange.credential = credential;
  const outgoing = await outgoingRequest(exchange, request, base, credential, parameter);
  exchange.deadline.check();
  exchange.attempts += 1;
  const { contract, operation, settings } = exchange;
  // The socket outlives the call: it keeps no more of it than it needs.
  const judging = { contract, operation, settings, secrets: exchange.secretsLater() };
  try {
    const socket = await line.transport.socket(outgoing, exchange.deadline, listener);
    return { ...socket, judge: (message) => mismatches(judging, message) };
  } catch (error) {
    if (error instanceof RefusedHandshake) throw await statusFailure(exchange, error.answer);
    throw explainFailure(exchange, error);
  } finally {
    exchange.deadline.release();
  }
}
