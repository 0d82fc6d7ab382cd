import { headerOf, type ResponseHeaders } from './response-headers.ts';

/**
 * Whether the transport itself says where a body ends, so that one cut off cannot look whole. HTTP/2 has a flag for that,
 * but it does not reach us: undici takes a stream that the server cancels in the middle (RST_STREAM with NO_ERROR or
 * CANCEL) for one that has ended.
 */
export function isFramed(headers: ResponseHeaders): boolean {
  if (headerOf(headers, 'content-length') !== undefined) return true;
  const codings = headerOf(headers, 'transfer-encoding');
  const last = (typeof codings === 'string' ? codings : codings?.join(','))?.split(',').at(-1);
  return last?.trim().toLowerCase() === 'chunked';
}
