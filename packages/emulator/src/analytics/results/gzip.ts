import { pipeline, type Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { IncomingHttpHeaders } from 'node:http';
import type { Answer } from '../../server/answer.ts';

/** Whether a client takes gzip: unless it names encodings and gzip is not one of them. */
export function takesGzip({ 'accept-encoding': accepted }: IncomingHttpHeaders): boolean {
  if (accepted === undefined) return true;
  return accepted
    .split(',')
    .some((each) => /^\s*(gzip|x-gzip|\*)\s*(;\s*q=(?!0(\.0*)?\s*$).*)?$/i.test(each));
}

/** A body as the platform sends it: compressed, unless the client cannot have that. */
export function compressed(
  stream: { readonly plain: () => Readable; readonly gzipped?: () => Readable },
  requestHeaders: IncomingHttpHeaders,
  headers: Readonly<Record<string, string>>,
): Answer {
  if (!takesGzip(requestHeaders)) return { stream: stream.plain(), headers };
  const body = stream.gzipped ? stream.gzipped() : gzip(stream.plain());
  return { stream: body, headers: { ...headers, 'content-encoding': 'gzip', vary: 'accept-encoding' } };
}

/** Compresses a stream. */
export function gzip(plain: Readable): Readable {
  // An error on either side destroys both; the reader of the compressed side hears of it.
  return pipeline(plain, createGzip({ level: 1 }), () => {});
}
