import { once } from 'node:events';
import { expect, it } from 'vitest';
import { caller } from '../../../test/open-stream.ts';
import { SocketServer } from '../../../test/socket-server.ts';
import { openBackfilledStream } from '../event-stream.ts';

async function* nothing(): AsyncGenerator<never, void, undefined> {}
const stores = { timeSeries: { points: nothing }, collections: { points: nothing } };
const backfill = { from: [{ home: 1, module: 'tsdb', series: 'celsius' }] };

it.each(['while a read of it waits', 'before the first read'])(
  'a stream with back-fill that is left %s closes its connection',
  async (when) => {
    await using server = await SocketServer.start();
    const stream = openBackfilledStream(caller(server.url), {}, backfill, stores);
    const { socket } = await server.next();
    await stream.connected;
    const goodbye = once(socket, 'close');
    const reader = stream[Symbol.asyncIterator]();
    const reading = when.startsWith('while') ? reader.next() : undefined;
    expect(await reader.return?.()).toEqual({ done: true, value: undefined });
    expect((await goodbye)[0]).toBe(1000);
    expect((await reading)?.done ?? true).toBe(true);
  },
);
