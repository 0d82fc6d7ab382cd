import type { Dispatcher } from 'undici';
import { headerOf, type ResponseHeaders } from './response-headers.ts';

/** Whether the transport itself says where a body ends, so that one cut off cannot look whole. */
export function isFramed(
  headers: ResponseHeaders,
  controller: Pick<Dispatcher.DispatchController, 'rawHeaders'>,
): boolean {
  if (headerOf(headers, 'content-length') !== undefined) return true;
  // HTTP/2 ends each body by a flag; undici gives the headers of HTTP/1 alone as an array.
  if (!Array.isArray(controller.rawHeaders)) return true;
  const codings = headerOf(headers, 'transfer-encoding');
  const last = (typeof codings === 'string' ? codings : codings?.join(','))?.split(',').at(-1);
  return last?.trim().toLowerCase() === 'chunked';
}
