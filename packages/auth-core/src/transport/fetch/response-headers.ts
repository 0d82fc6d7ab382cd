import { ownCopy } from '../../values/own-copy.ts';
import type { ResponseHeaders } from '../response-headers.ts';

/**
 * The headers of an answer, without those that tell of an encoding: a runtime's `fetch` has undone it, and where there was
 * one the length is not that of the body.
 */
export function headersOf(headers: Headers): ResponseHeaders {
  const read = ownCopy<Record<string, string>>({});
  for (const [name, value] of headers) read[name] = value;
  if (read['content-encoding'] !== undefined) {
    delete read['content-encoding'];
    delete read['content-length'];
  }
  return read;
}

/** Whether the runtime would notice a body that is cut off: it knows the length, or that it comes in chunks. */
export function isFramed(headers: Headers): boolean {
  return headers.has('content-length') || /chunked\s*$/i.test(headers.get('transfer-encoding') ?? '');
}
