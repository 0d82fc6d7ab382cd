import { BodyError } from '../errors/body-error.ts';
import { ConnectionError } from '../errors/connection-error.ts';
import { OriginError } from '../errors/origin-error.ts';
import { plainCause } from '../errors/plain-cause.ts';
import { errorCode } from '../values/error-code.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { redact } from '../redaction/redact.ts';
import { TransportFailure } from '../transport/transport-failure.ts';

/** Tells a failure of the transport in the words of the call. Anything else is passed on unchanged. */
export function explainFailure(exchange: Exchange, failure: unknown): unknown {
  if (!(failure instanceof TransportFailure)) return failure;
  const { operation, maxBodyBytes } = exchange;
  const facts = exchange.facts();
  const secrets = exchange.secrets();
  const cause = plainCause(failure.cause, (text) => redact(text, secrets));
  const code = redact(errorCode(failure.cause) ?? 'no code', secrets);
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
        { ...facts, retryable: true, sent: false, reused: failure.reused, code, cause },
      );
    case 'hidden redirect':
      return new OriginError(
        `${operation.id} was redirected, and this runtime does not say where to. Nothing more was sent. Check the base URL.`,
        { ...facts, retryable: false },
      );
    case 'handshake':
      return new ConnectionError(
        `${operation.id}: no websocket to ${exchange.origin ?? 'the platform'} could be opened. Check the base URL, the network and the proxy.`,
        { ...facts, retryable: true, sent: false, cause },
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
        { ...facts, sent: true, reused: failure.reused, code, cause },
      );
  }
}

/** Names where a request went: a base URL that was forgotten, or is not the one that was meant, shows at once. */
function toOrigin({ origin }: Exchange): string {
  return origin === undefined ? '' : ` to ${origin}`;
}
