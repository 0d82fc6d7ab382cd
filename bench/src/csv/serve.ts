import { once } from 'node:events';
import { createServer } from 'node:http';
import { resultPath } from './parsers.ts';

interface CsvServer extends Disposable {
  readonly origin: string;
}

/** Serves files as results of runs: all parsers read from it, so that transport costs each the same. */
export async function serve(files: ReadonlyMap<string, Buffer>): Promise<CsvServer> {
  const results = new Map([...files].map(([name, bytes]) => [resultPath(name), bytes]));
  const queryRuns = JSON.stringify({ _embedded: { query_runs: [{ token: 'only', query_token: 'only' }] } });
  const server = createServer((request, response) => {
    const result = results.get(request.url ?? '');
    const type = result === undefined ? 'application/hal+json' : 'text/csv';
    const body = result ?? Buffer.from(queryRuns);
    response.writeHead(200, { 'content-type': type, 'content-length': body.length }).end(body);
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
