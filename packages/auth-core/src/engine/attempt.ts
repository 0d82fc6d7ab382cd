import type { WireRequest } from '@bimodal/contract/runtime';
import { authorization, type Credential } from '../credentials/credential.ts';
import { authorise } from '../request/authorise.ts';
import type { BaseUrl } from '../checks/base-url.ts';
import type { CredentialSource } from '../request/credential-source.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { limit } from '../request/limit.ts';
import { OutgoingRequest } from '../transport/outgoing-request.ts';
import { withKey } from '../request/socket-url.ts';
import { runStep } from '../request/run-step.ts';
import type { RawAnswer } from '../transport/answers.ts';
import type { Transport } from '../transport/transport.ts';
import { explainFailure } from '../answer/explain-failure.ts';

/** What an attempt needs of its client. */
export interface Line {
  readonly source: CredentialSource;
  readonly transport: Transport;
}

/** Sends the request once: takes its turn, attaches the credential, and reads the answer. */
export async function attempt(
  exchange: Exchange,
  request: WireRequest,
  line: Line,
  refused: Credential | undefined,
): Promise<RawAnswer> {
  if (exchange.settings.limiter !== undefined) await limit(exchange, line.source);
  const authorised = authorise(exchange, line.source, refused);
  const { base, credential } = authorised instanceof Promise ? await authorised : authorised;
  exchange.credential = credential;
  const outgoing = await outgoingRequest(exchange, request, base, credential);
  exchange.deadline.check();
  exchange.attempts += 1;
  try {
    return await line.transport.send(outgoing, exchange.deadline, exchange.maxBodyBytes);
  } catch (error) {
    throw explainFailure(exchange, error);
  } finally {
    exchange.deadline.release();
  }
}

/** The request with all its headers, the credential's last, unless `parameter` names a place for it in the query. */
export function outgoingRequest(
  exchange: Exchange,
  request: WireRequest,
  base: BaseUrl,
  credential: Credential | undefined,
  parameter?: string,
): OutgoingRequest | Promise<OutgoingRequest> {
  const { settings, operation } = exchange;
  exchange.origin = base.origin;
  exchange.request = request;
  const path = base.prefix + request.path;
  const headers = ['accept', request.accept, 'accept-encoding', 'gzip', 'user-agent', settings.userAgent];
  if (request.contentType !== undefined) headers.push('content-type', request.contentType);
  for (let index = 0; index < exchange.headers.length; index += 2) {
    setHeader(headers, exchange.headers[index] ?? '', exchange.headers[index + 1] ?? '');
  }
  const finish = (): OutgoingRequest => {
    const isInUrl = parameter !== undefined && credential !== undefined;
    if (credential !== undefined && !isInUrl) headers.push('authorization', credential[authorization]());
    return new OutgoingRequest({
      origin: base.origin,
      path: isInUrl ? withKey(path, parameter, credential) : path,
      method: request.method,
      headers,
      body: request.body,
      idempotent: operation.idempotent,
    });
  };
  return settings.before === undefined
    ? finish()
    : exchange.deadline
        .within(runStep(settings.before, request.method, base.origin + path, headers))
        .then((set) => {
          exchange.stepSet(set);
          return finish();
        });
}

/** A header that is given takes the place of the one before it. */
function setHeader(headers: string[], name: string, value: string): void {
  for (let index = 0; index < headers.length; index += 2) {
    if (headers[index] === name) {
      headers[index + 1] = value;
      return;
    }
  }
  headers.push(name, value);
}
