import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Fate } from './mqtt-server.ts';

/** A server that takes every request with a body, and does with each what a test says; `lost` is a 503, `refused` a 400. */
export async function startRestServer(
  judge: (body: string) => Fate | 'refused',
): Promise<AsyncDisposable & { readonly url: string }> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const fate = judge(Buffer.concat(chunks).toString('utf8'));
      if (fate === 'taken') request.socket.destroy();
      else if (fate === 'refused') {
        response
          .writeHead(400, { 'content-type': 'application/json' })
          .end('{"reason":"INVALID_PARAMETERS"}');
      } else response.writeHead(fate === 'lost' ? 503 : 204).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
