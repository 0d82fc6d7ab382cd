import { gzipSync } from 'node:zlib';
import { expect, it, onTestFinished, vi } from 'vitest';
import { eventText } from './open-stream.ts';
import { pageBundle } from './page-bundle.ts';
import { SocketServer } from './socket-server.ts';

/** Kilobytes, everything included. */
const most = 48;

it('the client is bundled for a page without anything that only Node has', async ({ annotate }) => {
  const { errors, imports, text } = await pageBundle("export { IotClient } from '@bimodal/iot-client'");
  expect(errors).toEqual([]);
  expect(imports).toEqual([]);
  expect(text.match(/\bBuffer\b|\bsetImmediate\b|\beval\(|new Function|["'`]node:|ZodError/g)).toBeNull();
  const size = gzipSync(text).length / 1024;
  await annotate(`IotClient for a page: ${size.toFixed(1)} KB, minified and gzipped.`);
  expect(size).toBeLessThan(most);
});

it('as bundled it follows events in a page, through a loss of the connection', async () => {
  await using server = await SocketServer.start();
  const bundle = await pageBundle("export * from '@bimodal/iot-client'");
  const { IotClient, modeCloudKey } = await bundle.load();
  vi.stubGlobal('document', {});
  onTestFinished(() => void vi.unstubAllGlobals());
  expect(() => new IotClient({ credential: modeCloudKey('test-key', { kind: 'project' }) })).toThrow(
    /account-gateway/,
  );
  const credential = modeCloudKey('test-token', { kind: 'user' });
  await using client = new IotClient({ credential, baseUrl: server.url });
  await using stream = client.events.stream({ tokenInUrl: true, reconnectDelay: 5 });
  const told: string[] = [];
  const { socket } = await server.next();
  socket.send(eventText('before'));
  for await (const item of stream) {
    told.push(item.type === 'event' ? item.event.eventType : item.type);
    if (told.length === 3) break;
    if (item.type !== 'event') continue;
    socket.terminate();
    (await server.next()).socket.send(eventText('after'));
  }
  expect(told).toEqual(['before', 'gap', 'after']);
  expect(server.requests.map(({ url }) => url)).toEqual(
    Array(2).fill('/userSession/websocket?authToken=test-token'),
  );
});
