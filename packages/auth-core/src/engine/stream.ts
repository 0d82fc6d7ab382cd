import type { WireRequest } from '@bimodal/contract';
import type { Dispatcher } from 'undici';
import type { Answer } from '../caller/call.ts';
import type { ByteStream } from '../caller/byte-stream.ts';
import type { Credential } from '../credentials/credential.ts';
import { BodyError } from '../errors/body-error.ts';
import { outgoingRequest, type Line } from './attempt.ts';
import { authorise } from './authorise.ts';
import { encodingOf } from './decompress.ts';
import { BodyStream } from './body-stream.ts';
import { isFramed } from './decode.ts';
import type { Exchange } from './exchange.ts';
import { explainFailure } from './explain-failure.ts';
import { limit } from './limit.ts';
import { OutgoingRequest, StreamRequest } from './outgoing-request.ts';
import { readFailureBody } from './read-failure-body.ts';
import { redirected } from './redirect.ts';
import { statusFailure } from './status-failure.ts';
import { TransportFailure } from './transport-failure.ts';

/**
 * Opens a download: everything up to its headers is under the call's deadline, the body is read by the caller. Redirects
 * are followed; no credential and no header of the user's goes to another origin.
 */
export async function openStream(
  exchange: Exchange,
  request: WireRequest,
  line: Line,
  refused: Credential | undefined,
): Promise<Answer<ByteStream>> {
  if (exchange.settings.limiter !== undefined) await limit(exchange, line.source);
  const { base, credential } = await authorise(exchange, line.source, refused);
  exchange.credential = credential;
  let outgoing = await outgoingRequest(exchange, request, base, credential);
  exchange.deadline.check();
  exchange.attempts += 1;
  for (let hops = 0; ; hops += 1) {
    const controller = new AbortController();
    const opened = await open(exchange, line.dispatcher, outgoing, controller);
    const next = redirected(exchange, outgoing, opened, hops);
    if (next === undefined) return answer(exchange, opened, controller);
    // The body of a redirect is of no interest; reading it away keeps the connection.
    await opened.body.dump();
    outgoing = next;
  }
}

async function open(
  exchange: Exchange,
  dispatcher: Dispatcher,
  outgoing: OutgoingRequest,
  controller: AbortController,
): Promise<Dispatcher.ResponseData> {
  let passed: { readonly reason: unknown } | undefined;
  exchange.deadline.guard((reason) => {
    passed = { reason };
    controller.abort(reason);
  });
  try {
    return await dispatcher.request(new StreamRequest(outgoing, controller.signal));
  } catch (error) {
    if (passed !== undefined) throw passed.reason;
    throw explainFailure(exchange, new TransportFailure(wasSent(error) ? 'sent' : 'unsent', error));
  } finally {
    exchange.deadline.release();
  }
}

/** Errors that come from making a connection say so; any other may have come after the request had gone. */
function wasSent(error: unknown): boolean {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  return typeof code !== 'string' || !unsentCodes.has(code);
}

const unsentCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_DESTROYED',
  'UND_ERR_CLOSED',
]);

async function answer(
  exchange: Exchange,
  opened: Dispatcher.ResponseData,
  controller: AbortController,
): Promise<Answer<ByteStream>> {
  const { operation, options, settings } = exchange;
  const raw = { status: opened.statusCode, headers: opened.headers };
  if (raw.status >= 300) {
    const body = await exchange.deadline.within(readFailureBody(opened.body));
    throw await statusFailure(exchange, { ...raw, ...body });
  }
  const encoding = encodingOf(raw.headers['content-encoding']);
  if (encoding !== undefined && encoding !== 'gzip' && encoding !== 'x-gzip') {
    controller.abort();
    throw new BodyError(`${operation.id}: the answer's content encoding is not one that was asked for.`, {
      ...exchange.facts(),
      fault: 'encoding',
    });
  }
  if (!isFramed(raw) && encoding === undefined && options.allowUnframed !== true) {
    controller.abort();
    throw new BodyError(
      `${operation.id}: the answer says nowhere where it ends, so that one cut off would look whole. Pass \`allowUnframed: true\` to take it.`,
      { ...exchange.facts(), retryable: false, fault: 'unframed' },
    );
  }
  const idHeader = settings.platform.requestIdHeader;
  const id = idHeader === undefined ? undefined : raw.headers[idHeader];
  return {
    data: new BodyStream(exchange, opened, encoding !== undefined, controller),
    status: raw.status,
    headers: raw.headers,
    requestId: typeof id === 'string' ? id : undefined,
  };
}
