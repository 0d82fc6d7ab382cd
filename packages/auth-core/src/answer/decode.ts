import { BodyError, type BodyFault } from '../errors/body-error.ts';
import { ResponseError } from '../errors/response-error.ts';
import type { Answer } from './answer.ts';
import { orTooDeep } from './too-deep.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { mismatches } from '../exchange/mismatches.ts';
import { excerptOf } from '../redaction/redact.ts';
import { headerOf, singleHeader } from '../transport/response-headers.ts';
import type { RawAnswer } from '../transport/answers.ts';
import { UnpackFailure } from '../transport/unpack-failure.ts';
import { textOf } from '../values/utf8.ts';

/**
 * Turns a successful answer into data: its content type, then its JSON, then the contract. The data is the server's
 * own; the contract judges it and changes nothing but the ids that the platform writes in two ways.
 *
 * @throws BodyError where it is not what it says; ResponseError with `validate: 'strict'` where it differs from the
 * contract.
 */
export async function decode(exchange: Exchange, raw: RawAnswer): Promise<Answer<unknown>> {
  const { contract, operation } = exchange;
  if (contract.answersNothing(operation)) return answer(exchange, raw, undefined);
  // The platforms answer some lists with 204: there is nothing to show.
  const isEmptyList = operation.page !== undefined && raw.status === 204 && raw.body.length === 0;
  if (isEmptyList || (isNothing(raw) && contract.judge(operation, undefined).length === 0)) {
    return answer(exchange, raw, undefined);
  }
  const data = await readJson(exchange, raw);
  try {
    contract.normalise(operation, data);
    judge(exchange, data);
  } catch (error) {
    throw orTooDeep(exchange.facts(), error);
  }
  return answer(exchange, raw, data);
}

/** Whether the answer says that it has no body, rather than having lost it. */
function isNothing({ body, framed, status }: RawAnswer): boolean {
  return body.length === 0 && (framed || status === 204);
}

function answer(exchange: Exchange, raw: RawAnswer, data: unknown): Answer<unknown> {
  return {
    data,
    status: raw.status,
    headers: raw.headers,
    requestId: singleHeader(raw.headers, exchange.settings.platform.requestIdHeader),
  };
}

async function readJson(exchange: Exchange, raw: RawAnswer): Promise<unknown> {
  const { operation } = exchange;
  const type = mediaType(headerOf(raw.headers, 'content-type'));
  if (raw.body.length === 0) {
    throw failure(
      exchange,
      'not JSON',
      `${operation.id} was answered ${raw.status} with an empty body, where JSON belongs.`,
    );
  }
  if (type !== undefined && type !== 'application/json' && !type.endsWith('+json')) {
    throw failure(
      exchange,
      'not JSON',
      `${operation.id} was answered with ${type} instead of JSON. Does the base URL lead to the platform, or to a proxy's page?`,
      raw.body,
      raw,
    );
  }
  const body = raw.unpack === undefined ? raw.body : await unpack(exchange, raw.unpack);
  const text = textOf(body);
  try {
    return parseFramed(text, raw);
  } catch {
    const cut = raw.framed ? '' : ' It may have been cut off: it came without a length.';
    throw failure(
      exchange,
      raw.framed ? 'not JSON' : 'truncated',
      `${operation.id}: the answer is not valid JSON.${cut}`,
      body,
    );
  }
}

/** An object or an array closes itself; anything else, without a length, may be the beginning of something longer. */
function parseFramed(text: string, raw: RawAnswer): unknown {
  const data: unknown = JSON.parse(text);
  if (!raw.framed && (typeof data !== 'object' || data === null)) throw new SyntaxError('unframed');
  return data;
}

async function unpack(exchange: Exchange, undo: NonNullable<RawAnswer['unpack']>): Promise<Uint8Array> {
  const { operation, maxBodyBytes } = exchange;
  try {
    return await exchange.deadline.within(undo(maxBodyBytes));
  } catch (error) {
    if (!(error instanceof UnpackFailure)) throw error;
    switch (error.fault) {
      case 'unknown':
        throw failure(
          exchange,
          'encoding',
          `${operation.id}: the answer's content encoding is not one that was asked for.`,
        );
      case 'too large':
        throw failure(
          exchange,
          'too large',
          `${operation.id} was answered with more than ${maxBodyBytes} bytes, unpacked. Ask for less, or pass a larger \`maxBodyBytes\`.`,
        );
      case 'truncated':
        throw failure(exchange, 'truncated', `${operation.id}: the packed answer ends early.`);
      case 'broken':
        throw failure(exchange, 'encoding', `${operation.id}: the answer cannot be unpacked.`);
    }
  }
}

function judge(exchange: Exchange, data: unknown): void {
  const issues = mismatches(exchange, data);
  if (issues.length === 0) return;
  const list = issues.slice(0, 5).map((issue) => `${issue.path}: ${issue.message}`);
  throw new ResponseError(
    `${exchange.operation.id} was answered with something else than the contract says. ${list.join('; ')}`,
    exchange.facts(),
  );
}

function failure(
  exchange: Exchange,
  fault: BodyFault,
  message: string,
  body?: Uint8Array,
  raw?: RawAnswer,
): BodyError {
  const { contract, operation } = exchange;
  const hidden = body === undefined || contract.isSensitive(operation) || raw?.unpack !== undefined;
  const excerpt = hidden ? undefined : excerptOf(textOf(body), exchange.secrets());
  return new BodyError(message, { ...exchange.facts(), fault, excerpt });
}

/** A media type in lower case, without parameters. */
export function mediaType(header: string | readonly string[] | undefined): string | undefined {
  const text = typeof header === 'string' ? header : header?.[0];
  const type = text?.split(';', 1)[0]?.trim().toLowerCase();
  return type === '' ? undefined : type;
}
