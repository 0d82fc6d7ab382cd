import { getEventListeners } from 'node:events';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { eventually } from '../../test/eventually.ts';
import { engineFor, rejection } from '../../test/engine.ts';
import { serve, serveBytes, serveInTurn } from '../../test/server.ts';
import type { ByteStream } from './byte-stream.ts';
import type { CallOptions } from '../options/call-options.ts';

const csv = 'a,b\n'.repeat(20_000);
const head = 'HTTP/1.1 200 OK\r\ncontent-type: text/csv\r\n';

function open(url: string, options: CallOptions = {}): Promise<ByteStream> {
  return engineFor(url)
    .bytes('things.download', { thing: 'a' }, { retries: 0, ...options })
    .then(({ data }) => data);
}

async function text(url: string, options?: CallOptions): Promise<string> {
  return (await open(url, options)).text();
}

function framed(body: string | Buffer, headers = ''): Buffer {
  return Buffer.concat([
    Buffer.from(`${head}${headers}content-length: ${body.length}\r\n\r\n`),
    Buffer.from(body),
  ]);
}

describe('a download', () => {
  it.each([
    ['with a length', framed(csv)],
    [
      'in chunks',
      `${head}transfer-encoding: chunked\r\n\r\n${csv.length.toString(16)}\r\n${csv}\r\n0\r\n\r\n`,
    ],
    ['packed by gzip', framed(gzipSync(csv), 'content-encoding: gzip\r\n')],
    [
      'packed by gzip without a length: the trailer closes it',
      Buffer.concat([Buffer.from(`${head}content-encoding: gzip\r\n\r\n`), gzipSync(csv)]),
    ],
  ])('comes whole %s', async (_how, bytes) => {
    const server = await serveBytes(bytes);
    expect(await text(server.url)).toBe(csv);
  });

  it('tells its type, name and length', async () => {
    const server = await serve((_request, response) => {
      response
        .writeHead(200, {
          'content-type': 'Text/CSV; charset=utf-8',
          'content-length': '3',
          'content-disposition': 'attachment; filename="../x.csv"',
        })
        .end('a,b');
    });
    const stream = await open(server.url);
    expect(stream).toMatchObject({ contentType: 'text/csv', filename: 'x.csv', length: 3 });
    await stream.cancel();
  });

  it('is decoded as UTF-8 across chunks', async () => {
    const bytes = Buffer.from('é✓😀');
    const server = await serve(async (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/csv' });
      for (const byte of bytes) {
        response.write(Buffer.from([byte]));
        await new Promise((resolve) => setImmediate(resolve));
      }
      response.end();
    });
    expect(await text(server.url)).toBe('é✓😀');
  });

  it('has no cap, and keeps little of it in memory while nobody reads', async () => {
    let written = 0;
    const total = 200 * 1024 * 1024;
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/csv', 'content-length': String(total) });
      const chunk = Buffer.alloc(1024 * 1024);
      const more = (): void => {
        while (written < total) {
          written += chunk.length;
          if (!response.write(chunk)) return;
        }
        response.end();
      };
      response.on('drain', more);
      more();
    });
    const stream = await open(server.url);
    let before = -1;
    // Until the server can write no more, because nobody reads.
    await vi.waitFor(
      () => {
        const same = written === before;
        before = written;
        expect(same).toBe(true);
      },
      { interval: 200, timeout: 20_000 },
    );
    expect(written).toBeLessThan(total / 4);
    let read = 0;
    for await (const chunk of stream) read += chunk.length;
    expect(read).toBe(total);
  });

  it('can be read once', async () => {
    const server = await serveBytes(framed('a,b'));
    const stream = await open(server.url);
    await stream.text();
    await expect(stream.text()).rejects.toThrow('has been read already');
  });

  it('is repeated until its headers are there', async () => {
    const server = await serveInTurn(
      (_request, response) => void response.writeHead(503, { 'retry-after': '0' }).end(),
      (_request, response) => void response.writeHead(200).end('a,b'),
    );
    const { data } = await engineFor(server.url).bytes('things.download', { thing: 'a' });
    expect(await data.text()).toBe('a,b');
  });
});

describe('a download that is not whole', () => {
  it.each([
    ['shorter than its length', 'truncated', `${head}content-length: 100\r\n\r\na,b`],
    ['cut in a chunk', 'truncated', `${head}transfer-encoding: chunked\r\n\r\n50\r\na,b`],
    ['cut between chunks', 'truncated', `${head}transfer-encoding: chunked\r\n\r\n3\r\na,b\r\n`],
    ['cut inside gzip', 'truncated', framed(gzipSync(csv).subarray(0, -5), 'content-encoding: gzip\r\n')],
    [
      'cut inside gzip, without a length',
      'truncated',
      Buffer.concat([Buffer.from(`${head}content-encoding: gzip\r\n\r\n`), gzipSync(csv).subarray(0, -5)]),
    ],
    ['not gzip', 'encoding', framed('a,b', 'content-encoding: gzip\r\n')],
  ])('(%s) throws from reading it: %s', async (_what, fault, bytes) => {
    const server = await serveBytes(bytes);
    expect(await rejection(text(server.url))).toMatchObject({
      name: 'BodyError',
      fault,
      operation: 'things.download',
    });
  });

  it('gives what came before it throws', async () => {
    const server = await serveBytes(`${head}content-length: 100\r\n\r\na,b`);
    const stream = await open(server.url);
    const parts: string[] = [];
    const read = async (): Promise<void> => {
      for await (const chunk of stream) parts.push(Buffer.from(chunk).toString());
    };
    expect(await rejection(read())).toMatchObject({ fault: 'truncated' });
    expect(parts.join('')).toBe('a,b');
  });

  it.each([
    ['says nowhere where it ends', 'unframed', `${head}connection: close\r\n\r\n${csv}`],
    ['has a coding that does not end', 'unframed', `${head}transfer-encoding: identity\r\n\r\n${csv}`],
    ['is in an encoding that was not asked for', 'encoding', framed('x', 'content-encoding: br\r\n')],
    ['is in two encodings', 'encoding', framed('x', 'content-encoding: gzip, gzip\r\n')],
  ])('because it %s is refused before it is read: %s', async (_what, fault, bytes) => {
    const server = await serveBytes(bytes);
    expect(await rejection(open(server.url))).toMatchObject({ name: 'BodyError', fault });
  });

  it('in a form that says nowhere where it ends is taken where that is asked for', async () => {
    const server = await serveBytes(`${head}connection: close\r\n\r\n${csv}`);
    expect(await text(server.url, { allowUnframed: true })).toBe(csv);
  });

  it('because it stalls at first throws after `stallTimeout`', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).flushHeaders();
    });
    expect(await rejection(text(server.url, { stallTimeout: 100 }))).toMatchObject({
      name: 'BodyError',
      fault: 'stalled',
    });
  });

  it('because it stalls after a while throws after `stallTimeout`', async () => {
    const server = await serve(async (_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      for (let part = 0; part < 5; part += 1) {
        response.write('a,b\n');
        await new Promise((resolve) => setImmediate(resolve));
      }
    });
    expect(await rejection(text(server.url, { stallTimeout: 200 }))).toMatchObject({ fault: 'stalled' });
  });

  it('because it stalls after the reader took its time throws as well', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('a,b\n');
    });
    const stream = await open(server.url, { stallTimeout: 100 });
    const read = async (): Promise<void> => {
      for await (const chunk of stream) {
        expect(chunk.length).toBe(4);
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
    };
    expect(await rejection(read())).toMatchObject({ fault: 'stalled' });
  });

  it('does not stall while the reader takes its time', async () => {
    const server = await serve((_request, response) => void response.writeHead(200).end(csv));
    const stream = await open(server.url, { stallTimeout: 100 });
    let read = '';
    for await (const chunk of stream) {
      if (read === '') await new Promise((resolve) => setTimeout(resolve, 250));
      read += Buffer.from(chunk).toString();
    }
    expect(read).toBe(csv);
  });

  it('because it is larger than was allowed for this call throws', async () => {
    const server = await serveBytes(framed(gzipSync(Buffer.alloc(1_000_000)), 'content-encoding: gzip\r\n'));
    expect(await rejection(text(server.url, { maxBodyBytes: 10_000 }))).toMatchObject({ fault: 'too large' });
  });
});

describe('a download that is given up', () => {
  /** A server that sends a part and notices that the reader has gone. */
  async function partly(): Promise<{ url: string; gone: () => boolean }> {
    let gone = false;
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('a,b\n');
      response.on('close', () => (gone = true));
    });
    return { url: server.url, gone: () => gone };
  }

  it('by an abort rejects with the signal’s reason, frees the connection and leaves no listener', async () => {
    const server = await partly();
    const controller = new AbortController();
    const stream = await open(server.url, { signal: controller.signal });
    const reason = { mine: true };
    const read = async (): Promise<void> => {
      for await (const chunk of stream) {
        expect(chunk.length).toBe(4);
        setImmediate(() => controller.abort(reason));
      }
    };
    expect(await rejection(read())).toBe(reason);
    await eventually(() => expect(server.gone()).toBe(true));
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
  });

  it('by an abort before it is read does the same', async () => {
    const server = await partly();
    const controller = new AbortController();
    const stream = await open(server.url, { signal: controller.signal });
    controller.abort('mine');
    expect(await rejection(stream.text())).toBe('mine');
    await eventually(() => expect(server.gone()).toBe(true));
  });

  it('by an abort that nobody reads after frees the connection all the same', async () => {
    const server = await partly();
    const controller = new AbortController();
    await open(server.url, { signal: controller.signal });
    controller.abort('mine');
    await eventually(() => expect(server.gone()).toBe(true));
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
  });

  it('by an abort of a packed body that nobody reads does too, and the client can be closed', async () => {
    const server = await partly();
    const controller = new AbortController();
    const engine = engineFor(server.url);
    await engine.bytes('things.download', { thing: 'a' }, { signal: controller.signal });
    controller.abort('mine');
    await engine.close();
    await eventually(() => expect(server.gone()).toBe(true));
  });

  it('a body that has arrived leaves no listener on a signal, read or not', async () => {
    const { signal } = new AbortController();
    const server = await serveBytes(framed('a,b'));
    const [unread, read] = [await open(server.url, { signal }), await open(server.url, { signal })];
    expect(await read.text()).toBe('a,b');
    await eventually(() => expect(getEventListeners(signal, 'abort')).toHaveLength(0));
    expect(await unread.text()).toBe('a,b');
  });

  it.each<[string, (stream: ByteStream) => Promise<unknown>]>([
    [
      'by leaving the loop',
      async (stream) => {
        for await (const chunk of stream) return chunk;
      },
    ],
    ['by cancelling it', (stream) => stream.cancel()],
  ])('%s frees the connection', async (_how, leave) => {
    const server = await partly();
    await leave(await open(server.url));
    await eventually(() => expect(server.gone()).toBe(true));
  });

  it('leaves no timer', async () => {
    const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const server = await serveBytes(framed('a,b'));
    const before = timers();
    await text(server.url);
    await eventually(() => expect(timers()).toBeLessThanOrEqual(before));
  });

  it('packed, by leaving the loop, frees the connection too', async () => {
    let gone = false;
    const server = await serve((_request, response) => {
      const packed = gzipSync(csv.repeat(50));
      response
        .writeHead(200, { 'content-encoding': 'gzip', 'content-length': String(packed.length + 1) })
        .write(packed);
      response.on('close', () => (gone = true));
    });
    for await (const chunk of await open(server.url)) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
    await eventually(() => expect(gone).toBe(true));
  });
});
