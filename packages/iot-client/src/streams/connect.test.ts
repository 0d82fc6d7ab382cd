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
      async socket(operation, input, listener, options) {
        const { promise: told, resolve: tell } = Promise.withResolvers<void>();
        const message = (text: string | undefined): void => {
          listener.message(text);
          tell();
        };
        const hearing = { message, pong: () => listener.pong(), closed: () => listener.closed() };
        const opened = await real.socket(operation, input, hearing, options);
        await told;
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
