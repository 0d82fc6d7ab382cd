import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Fault } from '../faults/fault.ts';
import { CutOff, faultyBody, touchesBody } from '../faults/fault-body.ts';

/** An answer as it goes on the wire. */
export interface Outgoing {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | AsyncIterable<Uint8Array> | undefined;
}

/** What ends a body early because the client went away, which is no mistake of anyone's. */
const departures = new Set([
  'ERR_STREAM_PREMATURE_CLOSE',
  'ERR_STREAM_DESTROYED',
  'EPIPE',
  'ECONNRESET',
  'ABORT_ERR',
]);

/** Writes an answer, under the faults that it meets. `report` hears of a body that fails on the way. */
export async function send(
  response: ServerResponse,
  outgoing: Outgoing,
  faults: readonly Fault[],
  signal: AbortSignal,
  report: (error: unknown) => void,
): Promise<void> {
  try {
    await write(response, outgoing, faults, signal);
  } catch (error) {
    // What was written goes out first; then the connection closes without the body's end.
    if (error instanceof CutOff) {
      response.socket?.destroySoon();
      return;
    }
    response.destroy();
    if (!departures.has((error as NodeJS.ErrnoException).code ?? '')) report(error);
  }
}

async function write(
  response: ServerResponse,
  { status, headers, body }: Outgoing,
  faults: readonly Fault[],
  signal: AbortSignal,
): Promise<void> {
  const isUnframed = faults.some((fault) => fault.unframed);
  if (isUnframed) {
    response.useChunkedEncodingByDefault = false;
    response.shouldKeepAlive = false;
  }
  const length = isUnframed || status === 204 ? undefined : lengthOf(body);
  response.writeHead(status, {
    ...headers,
    ...(length === undefined ? {} : { 'content-length': String(length) }),
  });
  if (body === undefined || (Buffer.isBuffer(body) && !touchesBody(faults))) {
    response.end(body);
    return;
  }
  const chunks = Buffer.isBuffer(body) ? Readable.from([body], { objectMode: false }) : body;
  if (!touchesBody(faults)) return pipeline(chunks, response);
  response.flushHeaders();
  for await (const piece of faultyBody(chunks, faults, signal)) await written(response, piece);
  response.end();
}

/** Unknown for a stream, which is chunked. */
function lengthOf(body: Outgoing['body']): number | undefined {
  if (body === undefined) return 0;
  return Buffer.isBuffer(body) ? body.length : undefined;
}

function written(response: ServerResponse, piece: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    response.write(piece, (error) => (error ? reject(error) : resolve()));
  });
}
