import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { caller, eventText } from '../../test/open-stream.ts';
import { SocketServer } from '../../test/socket-server.ts';
import { connectTo } from './connect.ts';

it('keeps what comes before anybody listens', async () => {
  await using server = await SocketServer.start();
  server.greeting = eventText('early');
  const real = caller(server.url);
  const connect = connectTo(
    {
      async socket(...parameters) {
        const opened = await real.socket(...parameters);
        await new Promise((resolve) => opened.socket.addEventListener('message', resolve, { once: true }));
        await turn();
        return opened;
      },
    },
    'events.stream',
    {},
  );
  const connection = await connect(new AbortController().signal);
  const heard: unknown[] = [];
  connection.listen({ message: (text) => heard.push(text), closed: () => heard.push('closed') });
  expect(heard).toEqual([server.greeting]);
  connection.destroy();
  await expect.poll(() => heard).toEqual([server.greeting, 'closed']);
});
