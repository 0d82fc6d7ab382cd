import { ownCopy } from '../../values/own-copy.ts';
import { isPage } from '../../values/page.ts';
import type { OutgoingRequest } from '../outgoing-request.ts';

/** What the runtime sets itself, or refuses to have set. */
const own: ReadonlySet<string> = new Set(['accept-encoding']);
/** In a page a header that is not needed costs a preflight, and this one is the browser's to say. */
const ownOfPages: ReadonlySet<string> = new Set([...own, 'user-agent']);

/** The request's headers, as far as the runtime lets them be set. */
export function headersOfRequest(request: OutgoingRequest): Headers {
  const headers = new Headers();
  const left = isPage() ? ownOfPages : own;
  for (let index = 0; index < request.headers.length; index += 2) {
    const name = request.headers[index] ?? '';
    if (!left.has(name)) headers.set(name, request.headers[index + 1] ?? '');
  }
  return headers;
}

/** Of a page only: no cookie, no cache and no referrer goes along. Other runtimes have none, and some refuse to hear of it. */
const pageInit: RequestInit = {
  credentials: 'omit',
  cache: 'no-store',
  referrerPolicy: 'no-referrer',
  mode: 'cors',
};

/** What is given to `fetch`: without a prototype, and no redirect is followed. */
export function requestInit(request: OutgoingRequest, signal: AbortSignal): RequestInit {
  return ownCopy<RequestInit>({
    ...(isPage() ? pageInit : undefined),
    method: request.method,
    headers: headersOfRequest(request),
    body: request.body,
    redirect: 'manual',
    signal,
  });
}
