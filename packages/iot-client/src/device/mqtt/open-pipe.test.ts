import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { openPipe } from './open-pipe.ts';

it.each(['close', 'terminate'] as const)(
  'a websocket that the platform ends by %s ends the pipe, although nothing is written to it',
  async (end) => {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    await once(server, 'listening');
    server.once('connection', (socket) => {
      socket.send('last words');
      socket[end]();
    });
    const { port } = server.address() as AddressInfo;
    const pipe = await openPipe({ scheme: 'ws', hostname: '127.0.0.1', port }, undefined);
    const heard: string[] = [];
    pipe.on('data', (chunk: Buffer) => heard.push(chunk.toString()));
    await once(pipe, 'close');
    if (end === 'close') expect(heard).toEqual(['last words']);
    server.close();
  },
);
