import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { modeCloudKey } from '@bimodal/auth-core';
import { expect, it } from 'vitest';
import { openSession } from './open-session.ts';

const accepted = Buffer.from([0x20, 2, 0, 0]);
/** A message whose topic is longer than itself, as it is where bytes came twice. */
const garbage = Buffer.from([0x30, 3, 0xff, 0xff, 0x41]);
const ofNobody = Buffer.from([0x40, 2, 0, 9]);

it.each([
  ['what is no packet', garbage],
  ['a second acceptance', accepted],
])('a session ends with %s', async (_, bytes) => {
  const server = createServer((socket) => socket.once('data', () => socket.write(accepted)));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const connected = once(server, 'connection') as Promise<[Socket]>;
  const { port } = server.address() as AddressInfo;
  const login = {
    device: 1,
    credential: modeCloudKey('test-key'),
    address: { scheme: 'mqtt', hostname: '127.0.0.1', port },
    ca: undefined,
  } as const;
  const session = await openSession(login, new AbortController().signal);
  const [socket] = await connected;
  const ended = Promise.all([new Promise<void>((resolve) => session.onEnd(resolve)), once(socket, 'close')]);
  // A confirmation that nobody waits for is no harm.
  socket.write(ofNobody);
  socket.write(bytes);
  await ended;
  await expect(session.publish('t', 'late')).rejects.toMatchObject({ name: 'ConnectionError' });
  server.close();
});
