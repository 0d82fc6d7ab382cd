import { createServer, type AddressInfo, type Server } from 'node:net';

/** A port of this machine that takes connections and never says a word. */
export async function silentPort(): Promise<number> {
  const server = createServer((socket) => socket.on('error', () => undefined));
  return listening(server);
}

/** A port of this machine that refuses connections. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  const port = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
