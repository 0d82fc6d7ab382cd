import { once } from 'node:events';
import { Agent, createServer, get, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Heard } from '../events/event-hub.ts';
import { writeEvents } from './event-writer.ts';

// Both sides would keep a connection for longer than a test lasts.
const server = createServer({ keepAliveTimeout: 600_000 });
const agent = new Agent({ keepAlive: true });
const event = (size: number): Heard => ({
  type: 'event',
  event: { eventType: 'x'.repeat(size), timestamp: '', homeId: 1 },
});

let response: ServerResponse;
let client: IncomingMessage;
let tell: (heard: Heard) => void;
beforeEach(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const asked = once(server, 'request');
  const request = get({ port, host: '127.0.0.1', agent });
  [, response] = (await asked) as [IncomingMessage, ServerResponse];
  tell = writeEvents(response, {});
  [client] = (await once(request, 'response')) as [IncomingMessage];
});
afterEach(async () => {
  agent.destroy();
  server.closeAllConnections();
  await once(server.close(), 'close');
});

it('writes nothing after the end, and keeps no connection', async () => {
  const errors: unknown[] = [];
  response.on('error', (error) => errors.push(error));
  const closed = once(client.socket, 'close');
  tell(event(1));
  tell({ type: 'end' });
  tell(event(2));
  tell({ type: 'lost' });
  const read = await text(client);
  expect(read).toContain('"eventType":"x"');
  expect(read).toMatch(/event: end\ndata: \{\}\n\n$/);
  await closed;
  expect(errors).toEqual([]);
});

it('leaves a client that does not read', async () => {
  client.on('error', () => undefined);
  const closed = once(response, 'close');
  for (let count = 0; count < 100; count += 1) tell(event(100_000));
  await closed;
  expect(response.destroyed).toBe(true);
});
