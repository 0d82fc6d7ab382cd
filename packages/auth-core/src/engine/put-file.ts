import { InputError } from '../errors/input-error.ts';
import { OriginError } from '../errors/origin-error.ts';
import { errorOfStatus } from '../errors/error-of-status.ts';
import { isLoopback } from '../checks/base-url.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { explainFailure } from '../answer/explain-failure.ts';
import { isHeaderText } from '../checks/header-text.ts';
import { OutgoingRequest } from '../transport/outgoing-request.ts';
import { isRetryable } from '../answer/status-failure.ts';
import { readRetryAfter } from '../answer/retry-after.ts';
import type { Transport } from '../transport/transport.ts';

/** A file on its way, as a whole: its length is known. */
export interface FileContent {
  readonly bytes: Uint8Array;
  /** Its media type, such as `image/png`. */
  readonly type: string;
}

/** Bytes of an answer that has nothing to say. */
const maxAnswerBytes = 1024 * 1024;

/**
 * Puts a file where a platform said. The address is a secret itself, and may be anybody's: no credential, no header of the
 * user's and no step goes along, no redirect is followed, and no error shows it.
 */
export async function putFile(
  exchange: Exchange,
  transport: Transport,
  target: URL,
  content: FileContent,
): Promise<void> {
  const { settings, operation, deadline } = exchange;
  if (!isHeaderText(content.type))
    throw new InputError('The media type has characters that no header may have.');
  deadline.check();
  exchange.attempts += 1;
  const request = new OutgoingRequest({
    origin: target.origin,
    path: target.pathname + target.search,
    method: 'PUT',
    headers: ['user-agent', settings.userAgent, 'content-type', content.type],
    body: content.bytes,
    idempotent: true,
  });
  const { status, headers } = await transport
    .send(request, deadline, maxAnswerBytes)
    .catch((error: unknown) => {
      throw explainFailure(exchange, error);
    })
    .finally(() => deadline.release());
  if (status < 300) return;
  const retryAfter = readRetryAfter(headers);
  const facts = { ...exchange.facts(), status, retryAfter, retryable: isRetryable(status, true) };
  const next = facts.retryable ? 'Try again later.' : 'Open the upload anew.';
  throw errorOfStatus(
    `${operation.id}: the file was answered ${status} where the platform said to put it. ${next}`,
    facts,
  );
}

/**
 * Where a platform says to put a file. One that is asked over https never makes it travel in the clear, not even to this
 * machine: whoever may answer for the platform could otherwise have services here written to.
 *
 * @param origin of the platform that says so.
 * @throws OriginError for what is no http or https URL, for plain http to another machine, and for plain http said over https.
 */
export function readFileTarget(exchange: Exchange, address: string, origin: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new OriginError(
      `${exchange.operation.id}: the platform says to put the file at what is no http or https URL. Nothing was put there.`,
      { ...exchange.facts(), retryable: false },
    );
  }
  const isAllowed = isLoopback(url.hostname) || exchange.settings.allowInsecureHttp;
  if (url.protocol === 'http:' && (origin.startsWith('https:') || !isAllowed)) {
    throw new OriginError(
      `${exchange.operation.id}: the platform says to put the file at ${url.origin}, which is plain http. Nothing was put there.`,
      { ...exchange.facts(), retryable: false },
    );
  }
  return url;
}
