import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CutOff, faultyBody, touchesBody } from './fault-body.ts';
import type { Fault } from './faults.ts';

/** An answer as it goes on the wire. */
export interface Outgoing {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | AsyncIterable<Uint8Array> | undefined;
}

/** Writes an answer, under the faults that it meets. A client that goes away ends it; that is no error. */
export async function send(
  response: ServerResponse,
  { status, headers, body }: Outgoing,
  faults: readonly Fault[],
  signal: AbortSignal,
): Promise<void> {
  const length = Buffer.isBuffer(body) ? { 'content-length': String(body.length) } : {};
  const isUnframed = faults.some((fault) => fault.unframed);
  if (isUnframed) {
    response.useChunkedEncodingByDefault = false;
    response.shouldKeepAlive = false;
  }
  response.writeHead(status, { ...headers, ...(isUnframed ? {} : length) });
  if (body === undefined || (Buffer.isBuffer(body) && !touchesBody(faults))) {
    response.end(body);
    return;
  }
  const chunks = Buffer.isBuffer(body) ? Readable.from([body], { objectMode: false }) : body;
  try {
    if (!touchesBody(faults)) return await pipeline(chunks, response);
    response.flushHeaders();
    for await (const piece of faultyBody(chunks, faults, signal)) await written(response, piece);
    response.end();
  } catch (error) {
    // What was written goes out first; then the connection closes without the body's end.
    if (error instanceof CutOff) response.socket?.destroySoon();
    else response.destroy();
    if (!(error instanceof CutOff) && !signal.aborted && !response.destroyed) throw error;
  }
}

function written(response: ServerResponse, piece: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    response.write(piece, (error) => (error ? reject(error) : resolve()));
  });
}
