import type { Credential } from '../credentials/credential.ts';
import type { BimodalError } from '../errors/bimodal-error.ts';
import { anyOf, inWords, kindsTaken } from '../request/authorise.ts';
import { errorOfStatus } from '../errors/error-of-status.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { ownCopy } from '../values/own-copy.ts';
import { excerptOf } from '../redaction/redact.ts';
import type { Platform } from '../options/platform.ts';
import { singleHeader } from '../transport/response-headers.ts';
import { readRetryAfter } from './retry-after.ts';
import { maxFailureBytes, type RawAnswer } from '../transport/answers.ts';
import { textOf } from '../values/utf8.ts';

/** Makes the error of an answer whose status is not a success, whatever its body looks like. */
export async function statusFailure(exchange: Exchange, raw: RawAnswer): Promise<BimodalError> {
  const { operation, settings, contract } = exchange;
  const secrets = exchange.secrets();
  const text = await readText(raw);
  const isSensitive = contract.isSensitive(operation);
  const told = ownCopy(settings.platform.readFailure(parse(text)));
  const isTold = told.code !== undefined && (!isSensitive || isHarmless(exchange, told.code));
  const code = isTold ? excerptOf(told.code ?? '', secrets) : undefined;
  const requestId = singleHeader(raw.headers, settings.platform.requestIdHeader);
  const retryAfter = readRetryAfter(raw.headers);
  const facts = {
    ...exchange.facts(),
    status: raw.status,
    code,
    requestId: requestId === undefined ? undefined : excerptOf(requestId, secrets),
    retryAfter,
    retryable: isRetryable(raw.status, operation.idempotent),
    excerpt: isSensitive || text === '' ? undefined : excerptOf(text, secrets),
  };
  const said = told.message === undefined || isSensitive ? '' : `: ${excerptOf(told.message, secrets)}`;
  const what = `${operation.id} was answered ${raw.status}${code === undefined ? '' : ` ${code}`}${said}`;
  const next =
    adviceOn(settings.platform, raw.status, isTold ? told.code : undefined) ??
    advice(exchange, raw, retryAfter);
  const message = `${what.replace(/[.\s]+$/, '')}. ${next}`;
  return errorOfStatus(message, facts);
}

/**
 * Whether a code may be told of an operation with secrets, which a platform may say back: one that is known, or a plain word
 * that is nowhere in what was sent.
 */
function isHarmless({ settings, request }: Exchange, code: string): boolean {
  if (settings.platform.isKnownCode?.(code) === true) return true;
  if (!/^[a-z]+(?:_[a-z]+)*$/i.test(code) || code.length > 40) return false;
  const { path, body } = request ?? { path: '', body: undefined };
  const sent = `${path}${body ?? ''}`;
  return !sent.toLowerCase().includes(code.toLowerCase());
}

/** Whether the same request may succeed later, and does no more than was asked. */
export function isRetryable(status: number, idempotent: boolean): boolean {
  return status === 429 || (idempotent && (status === 408 || status === 425 || status >= 500));
}

/** The platform's own codes say more than the status, except of what is no refusal, and of the credential itself. */
function adviceOn(platform: Platform, status: number, code: string | undefined): string | undefined {
  if (code === undefined || status < 400 || status >= 500 || status === 401 || status === 429)
    return undefined;
  return platform.whatToDo?.(code);
}

function advice(exchange: Exchange, raw: RawAnswer, retryAfter: number | undefined): string {
  const { operation, credential } = exchange;
  const callers = operation.callers;
  const takes = callers === undefined ? '' : anyOf(kindsTaken(callers));
  if (callers?.length === 0 && raw.status < 500) {
    return `No API key may do this. ${operation.deprecated ?? ''}`.trimEnd();
  }
  switch (raw.status) {
    case 401:
      return credential === undefined ? 'No credential was sent.' : refusedCredential(credential, takes);
    case 403:
      if (credential === undefined) return 'Check the input: no credential was sent.';
      return takes === ''
        ? 'The credential is good and may not do this.'
        : `The credential is good and may not do this. It takes ${takes}.`;
    case 404:
      return 'Check the ids and tokens: there is no such thing, or this credential may not see it.';
    case 409:
      return 'Read the present state and decide again.';
    case 429:
      return retryAfter === undefined
        ? 'Send fewer requests, or pass more `retries`.'
        : `Wait ${Math.ceil(retryAfter / 1000)} s before the next request.`;
    default:
      if (raw.status >= 300 && raw.status < 400)
        return `Redirects are not followed: ${redirectTarget(raw)}. Check the base URL.`;
      return raw.status >= 500 ? 'The platform failed; try later.' : 'Check the input.';
  }
}

/** Where a redirect points, without path or query: they may carry what is not ours to show. */
function redirectTarget(raw: RawAnswer): string {
  const location = singleHeader(raw.headers, 'location');
  return location !== undefined && URL.canParse(location)
    ? `this one leads to ${new URL(location).origin}`
    : 'this one leads elsewhere';
}

function refusedCredential(credential: Credential, takes: string): string {
  const which = `The credential (${credential.from}${credential.kind === undefined ? '' : `, a ${inWords(credential.kind)}`})`;
  const { expiresAt } = credential;
  if (expiresAt !== undefined && expiresAt.getTime() <= Date.now()) {
    return `${which} expired at ${expiresAt.toISOString()}. Get a new one.`;
  }
  const orOther = takes === '' ? '' : `, or of a kind that is not taken here: this takes ${takes}`;
  return `${which} is wrong, expired or revoked${orOther}.`;
}

async function readText(raw: RawAnswer): Promise<string> {
  try {
    return textOf((await raw.unpack?.(maxFailureBytes)) ?? raw.body);
  } catch {
    // The status is what matters; a body that cannot be read adds nothing to it.
    return '';
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
