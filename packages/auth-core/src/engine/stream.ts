import type { WireRequest } from '@bimodal/contract/runtime';
import type { Answer } from '../answer/answer.ts';
import type { ByteStream } from '../answer/byte-stream.ts';
import type { Credential } from '../credentials/credential.ts';
import { BodyError, type BodyFault } from '../errors/body-error.ts';
import { outgoingRequest, type Line } from './attempt.ts';
import { authorise } from '../request/authorise.ts';
import { BodyStream } from '../answer/body-stream.ts';
import type { OpenAnswer } from '../transport/answers.ts';
import { encodingOf } from '../transport/encoding.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { explainFailure } from '../answer/explain-failure.ts';
import { limit } from '../request/limit.ts';
import { readFailureBody } from '../answer/read-failure-body.ts';
import { redirected } from '../request/redirect.ts';
import { headerOf, singleHeader } from '../transport/response-headers.ts';
import { statusFailure } from '../answer/status-failure.ts';

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
  try {
    for (let hops = 0; ; hops += 1) {
      const opened = await line.transport.open(outgoing, exchange.deadline);
      try {
        const next = redirected(exchange, outgoing, opened, hops);
        if (next === undefined) return await answer(exchange, opened);
        outgoing = next;
        exchange.origin = next.origin;
        // A redirect's body is of no interest; reading it away keeps the connection.
        await readFailureBody(opened, exchange.deadline);
      } catch (error) {
        opened.cancel(error);
        throw error;
      }
    }
  } catch (error) {
    throw explainFailure(exchange, error);
  } finally {
    exchange.deadline.release();
  }
}

async function answer(exchange: Exchange, opened: OpenAnswer): Promise<Answer<ByteStream>> {
  const { options, settings, deadline } = exchange;
  const { status, headers, framed } = opened;
  if (status >= 300) {
    const body = await readFailureBody(opened, deadline);
    throw await statusFailure(exchange, { status, headers, framed, ...body });
  }
  const encoding = opened.unpacked && encodingOf(headerOf(headers, 'content-encoding'));
  if (encoding !== undefined && encoding !== 'gzip' && encoding !== 'x-gzip') {
    throw fault(exchange, 'encoding', "the answer's content encoding is not one that was asked for.");
  }
  if (!framed && encoding === undefined && options.allowUnframed !== true) {
    throw fault(
      exchange,
      'unframed',
      'the answer says nowhere where it ends, so that one cut off would look whole. Pass `allowUnframed: true` to take it.',
    );
  }
  return {
    data: new BodyStream(exchange, opened),
    status,
    headers,
    requestId: singleHeader(headers, settings.platform.requestIdHeader),
  };
}

function fault(exchange: Exchange, fault: BodyFault, what: string): BodyError {
  return new BodyError(`${exchange.operation.id}: ${what}`, { ...exchange.facts(), retryable: false, fault });
}
