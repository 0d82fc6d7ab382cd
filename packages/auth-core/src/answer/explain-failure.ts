import { BodyError } from '../errors/body-error.ts';
import { ConnectionError } from '../errors/connection-error.ts';
import { errorCode } from '../values/error-code.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { ownCopy } from '../values/own-copy.ts';
import { redact } from '../values/redact.ts';
import { wasReused } from '../transport/undici/reused-connection.ts';
import { TransportFailure } from '../transport/transport-failure.ts';

/** Tells a failure of the transport in the words of the call. Anything else is passed on unchanged. */
export function explainFailure(exchange: Exchange, failure: unknown): unknown {
  if (!(failure instanceof TransportFailure)) return failure;
  const { operation, maxBodyBytes } = exchange;
  const facts = exchange.facts();
  const cause = plainCause(failure.cause, exchange.secrets());
  const code = errorCode(failure.cause) ?? 'no code';
  switch (failure.stage) {
    case 'too large':
      return new BodyError(
        `${operation.id} was answered with more than ${maxBodyBytes} bytes. Ask for less, or pass a larger \`maxBodyBytes\`.`,
        { ...facts, retryable: false, fault: 'too large' },
      );
    case 'body':
      return new BodyError(
        `${operation.id}: the answer broke off before its end (${code}). Nothing of it is returned; ask again.`,
        { ...facts, fault: 'truncated', cause },
      );
    case 'unsent':
      return new ConnectionError(
        `${operation.id} was not sent: no connection${toOrigin(exchange)} (${code}). Check the base URL, the network and the proxy.`,
        { ...facts, retryable: true, sent: false, reused: wasReused(failure.cause), code, cause },
      );
    case 'refused':
      return new ConnectionError(
        `${operation.id} was not sent: the dispatcher did not take it (${code}). Has the client been closed?`,
        { ...facts, retryable: false, sent: false, code, cause },
      );
    case 'sent':
      return new ConnectionError(
        operation.idempotent
          ? `${operation.id}: the connection${toOrigin(exchange)} broke before an answer (${code}). It can be sent again.`
          : `${operation.id}: the connection${toOrigin(exchange)} broke before an answer (${code}). It may have been carried out: look before sending it again.`,
        { ...facts, sent: true, reused: wasReused(failure.cause), code, cause },
      );
  }
}

/** Names where a request went: a base URL that was forgotten, or is not the one that was meant, shows at once. */
function toOrigin({ origin }: Exchange): string {
  return origin === undefined ? '' : ` to ${origin}`;
}

/** The cause by its name, code and message only: a transport's error may hold a request, and that the credential. */
export function plainCause(cause: unknown, secrets: readonly string[], depth = 5): Error | undefined {
  if (!(cause instanceof Error) || depth === 0) return undefined;
  const plain = new Error(redact(cause.message, secrets));
  Object.defineProperty(plain, 'name', ownCopy({ value: cause.name }));
  const code = errorCode(cause);
  if (code !== undefined) Object.defineProperty(plain, 'code', ownCopy({ value: code, enumerable: true }));
  const inner = Object.hasOwn(cause, 'cause') ? plainCause(cause.cause, secrets, depth - 1) : undefined;
  if (inner !== undefined) Object.defineProperty(plain, 'cause', ownCopy({ value: inner }));
  return plain;
}
