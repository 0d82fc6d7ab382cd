import { describe, expect, it } from 'vitest';
import { engineFor } from '../../../test/engine.ts';
import { serveRaw } from '../../../test/server.ts';

const body = JSON.stringify({ id: 'HTTP/1.1 100 Continue' });
const final = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
const go = 'HTTP/1.1 100 Continue\r\n\r\n';
const busy = 'HTTP/1.1 102 Processing\r\n\r\n';
const hints = 'HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n';

describe('an answer that nobody asked to be told of in advance', () => {
  it.each([
    ['100', go],
    ['100 with a header', 'HTTP/1.1 100 Continue\r\nx: y\r\n\r\n'],
    ['102', busy],
    ['103', hints],
    ['100, 103, 100 and 102', go + hints + go + busy],
  ])('%s, then 200, is a 200, on the same connection again and again', async (_what, before) => {
    const server = await serveRaw((socket) => socket.on('data', () => socket.write(before + final)));
    const engine = engineFor(server.url, { retries: 0 });
    for (let call = 0; call < 3; call += 1) {
      const answer = await engine.call('things.get', { thing: 'a' });
      expect(answer).toMatchObject({ status: 200, data: { id: 'HTTP/1.1 100 Continue' } });
    }
    // A call that comes before the connection is free again makes a second one.
    expect(server.connections()).toBeLessThanOrEqual(2);
  });

  it('is one however its bytes are cut', async () => {
    const bytes = go + hints + go + final;
    let cut = 0;
    const server = await serveRaw((socket) => {
      socket.setNoDelay(true);
      socket.on('data', () => {
        cut += 1;
        socket.write(bytes.slice(0, cut));
        setImmediate(() => socket.write(bytes.slice(cut)));
      });
    });
    const engine = engineFor(server.url, { retries: 0 });
    for (let call = 0; call < bytes.length - final.length + 5; call += 1) {
      expect(await engine.call('things.get', { thing: 'a' })).toMatchObject({ status: 200 });
    }
    // A call that comes before the connection is free again makes a second one.
    expect(server.connections()).toBeLessThanOrEqual(2);
  });
});
