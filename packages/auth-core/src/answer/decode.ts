import { BodyError, type BodyFault } from '../errors/body-error.ts';
import { ResponseError } from '../errors/response-error.ts';
import type { Answer } from './answer.ts';
import { decompress, encodingOf, UnknownEncoding } from './decompress.ts';
import { orTooDeep } from './too-deep.ts';
import { errorCode } from '../values/error-code.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { mismatches } from '../exchange/mismatches.ts';
import { excerptOf } from '../redaction/redact.ts';
import { headerOf, singleHeader } from '../transport/response-headers.ts';
import type { RawAnswer } from '../transport/undici/send.ts';

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
  const body =
    encodingOf(headerOf(raw.headers, 'content-encoding')) === undefined
      ? raw.body
      : await unpack(exchange, raw);
  const text = body.toString('utf8');
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

async function unpack(exchange: Exchange, raw: RawAnswer): Promise<Buffer> {
  const { operation, maxBodyBytes } = exchange;
  try {
    return await exchange.deadline.within(
      decompress(raw.body, headerOf(raw.headers, 'content-encoding'), maxBodyBytes),
    );
  } catch (error) {
    if (error instanceof UnknownEncoding) {
      throw failure(
        exchange,
        'encoding',
        `${operation.id}: the answer's content encoding is not one that was asked for.`,
      );
    }
    const code = errorCode(error);
    if (code === 'ERR_BUFFER_TOO_LARGE') {
      throw failure(
        exchange,
        'too large',
        `${operation.id} was answered with more than ${maxBodyBytes} bytes, unpacked. Ask for less, or pass a larger \`maxBodyBytes\`.`,
      );
    }
    if (code === 'Z_BUF_ERROR')
      throw failure(exchange, 'truncated', `${operation.id}: the packed answer ends early.`);
    if (code?.startsWith('Z_') === true) {
      throw failure(exchange, 'encoding', `${operation.id}: the answer cannot be unpacked.`);
    }
    throw error;
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
  body?: Buffer,
  raw?: RawAnswer,
): BodyError {
  const { contract, operation } = exchange;
  const hidden =
    body === undefined ||
    contract.isSensitive(operation) ||
    (raw !== undefined && encodingOf(headerOf(raw.headers, 'content-encoding')) !== undefined);
  const excerpt = hidden ? undefined : excerptOf(body.toString('utf8'), exchange.secrets());
  return new BodyError(message, { ...exchange.facts(), fault, excerpt });
}

/** A media type in lower case, without parameters. */
export function mediaType(header: string | readonly string[] | undefined): string | undefined {
  const text = typeof header === 'string' ? header : header?.[0];
  const type = text?.split(';', 1)[0]?.trim().toLowerCase();
  return type === '' ? undefined : type;
}
