import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** Where probes set the emulator's faults. The emulator itself lets no page do so; and nobody else has the path of this. */
export interface Control {
  readonly url: string;
  close(): Promise<void>;
}

const anyPage = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'PUT, DELETE',
};

export async function startControl(emulator: string, adminToken: string): Promise<Control> {
  const path = `/${crypto.randomUUID()}`;
  const server = createServer((request, response) => {
    const { method = 'GET', url = '' } = request;
    const answer = (status: number): unknown => response.writeHead(status, anyPage).end();
    if (method === 'OPTIONS' || !url.startsWith(`${path}/faults/`)) {
      answer(method === 'OPTIONS' ? 204 : 404);
      return;
    }
    const forward = async (): Promise<number> => {
      const headers = { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' };
      const body = method === 'PUT' ? await text(request) : null;
      return (await fetch(`${emulator}/_emulator${url.slice(path.length)}`, { method, headers, body }))
        .status;
    };
    forward().then(answer, () => answer(502));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
