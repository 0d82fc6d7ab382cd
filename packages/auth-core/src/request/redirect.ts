import { OriginError } from '../errors/origin-error.ts';
import { isLoopback } from '../checks/base-url.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { OpenAnswer } from '../transport/answers.ts';
import { OutgoingRequest } from '../transport/outgoing-request.ts';
import { singleHeader } from '../transport/response-headers.ts';

const maxHops = 5;
const statuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * The request that a redirect of a download asks for, or undefined where the answer is none.
 *
 * @throws OriginError for a target that is no http(s) URL, for plain http elsewhere or coming from https, and after 5
 * redirects.
 */
export function redirected(
  exchange: Exchange,
  from: OutgoingRequest,
  opened: Pick<OpenAnswer, 'status' | 'headers'>,
  hops: number,
): OutgoingRequest | undefined {
  const location = singleHeader(opened.headers, 'location');
  if (!statuses.has(opened.status) || location === undefined || from.method !== 'GET') return undefined;
  const current = from.origin + from.path;
  const target = URL.canParse(location, current) ? new URL(location, current) : undefined;
  if (hops >= maxHops) throw refuse(exchange, `was redirected more than ${maxHops} times`);
  if (target === undefined || (target.protocol !== 'https:' && target.protocol !== 'http:')) {
    throw refuse(exchange, 'was redirected to something that is no http or https URL');
  }
  const downgraded = from.origin.startsWith('https:') || !isLoopback(target.hostname);
  if (target.protocol === 'http:' && downgraded && !exchange.settings.allowInsecureHttp) {
    throw refuse(exchange, `was redirected to ${target.origin}, which is plain http`);
  }
  return new OutgoingRequest({
    origin: target.origin,
    path: target.pathname + target.search,
    method: 'GET',
    headers: target.origin === from.origin ? [...from.headers] : ownHeaders(from.headers),
    body: undefined,
    idempotent: true,
  });
}

/** The headers that may go anywhere: an allow-list, since any other may be a credential. */
function ownHeaders(headers: readonly string[]): string[] {
  const kept: string[] = [];
  for (let index = 0; index < headers.length; index += 2) {
    const name = headers[index] ?? '';
    if (name === 'accept' || name === 'accept-encoding' || name === 'user-agent')
      kept.push(name, headers[index + 1] ?? '');
  }
  return kept;
}

function refuse(exchange: Exchange, what: string): OriginError {
  return new OriginError(`${exchange.operation.id} ${what}. Nothing more was sent. Check the base URL.`, {
    ...exchange.facts(),
    retryable: false,
  });
}
