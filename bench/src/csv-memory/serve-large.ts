import { once } from 'node:events';
import { createServer } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';

interface LargeServer extends Disposable {
  readonly origin: string;
}

const header = 'id,carrier,origin,destination,departed at,arrived at,note,distance\r\n';
const line = '1234567,AA,SEA,MIA,2001-01-01 00:01:00,2001-01-01 06:44:00,"late, ""again"", à Paris",2724\r\n';
const block = Buffer.from(line.repeat(10_000));

/** Serves a result of `size` bytes that exists nowhere: the same rows over and over, plain or packed by gzip. */
export async function serveLarge(size: number, packed: boolean): Promise<LargeServer> {
  const queryRuns = JSON.stringify({ _embedded: { query_runs: [{ token: 'only', query_token: 'only' }] } });
  const server = createServer((request, response) => {
    if (request.url?.endsWith('.csv') !== true) {
      response.writeHead(200, { 'content-type': 'application/hal+json' }).end(queryRuns);
      return;
    }
    response.writeHead(200, { 'content-type': 'text/csv', ...(packed && { 'content-encoding': 'gzip' }) });
    // A gzip file may have several parts, each a file of its own.
    const [first, next] = packed ? [gzipSync(header), gzipSync(block)] : [Buffer.from(header), block];
    const count = Math.ceil(size / block.length);
    pipeline(Readable.from(blocks(first, next, count)), response, () => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    [Symbol.dispose]: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function* blocks(first: Buffer, next: Buffer, count: number): Generator<Buffer> {
  yield first;
  for (let block = 0; block < count; block += 1) yield next;
}
