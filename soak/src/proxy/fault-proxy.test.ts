import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FaultProxy } from './fault-proxy.ts';
import { MarkScanner } from './marks.ts';
import type { Mischief } from './mischief.ts';

/** What it was sent, and what ended it, on both sides of the proxy. */
interface Side {
  text: string;
  readonly ends: string[];
}

let server: Server;
let far: Side;
let answers: Socket[];
beforeEach(async () => {
  far = { text: '', ends: [] };
  answers = [];
  server = createServer({ allowHalfOpen: true }, (socket) => {
    answers.push(socket);
    watch(socket, far);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  for (const socket of answers) socket.destroy();
  server.close();
});

function watch(socket: Socket, side: Side): void {
  socket.on('data', (chunk) => (side.text += chunk.toString()));
  socket.on('end', () => side.ends.push('end'));
  socket.on('error', (error) => side.ends.push(String(Reflect.get(error, 'code'))));
}

/** A connection through a proxy; both ends of it. */
async function through(mischief: Mischief) {
  const connected = answers.length;
  const proxy = await FaultProxy.to(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, [
    { request: undefined, response: undefined, [mischief.direction]: mischief },
  ]);
  const socket = connect({ port: Number(new URL(proxy.url).port), host: '127.0.0.1', allowHalfOpen: true });
  const near: Side = { text: '', ends: [] };
  watch(socket, near);
  await expect.poll(() => answers.length).toBe(connected + 1);
  const answer = (text: string): void => void answers[0]?.write(text);
  return {
    proxy,
    near,
    socket,
    answer,
    async [Symbol.asyncDispose]() {
      socket.destroy();
      await proxy[Symbol.asyncDispose]();
    },
  };
}

it('holds what it delays, in order', async () => {
  await using way = await through({ kind: 'delay', direction: 'response', milliseconds: 20 });
  way.answer('one ');
  await expect.poll(() => way.near.text).toBe('one ');
  way.answer('two');
  answers[0]?.end();
  await expect.poll(() => way.near).toEqual({ text: 'one two', ends: ['end'] });
});

it('drops what comes after so many bytes, and tells nobody', async () => {
  await using way = await through({ kind: 'drop', direction: 'request', after: 5 });
  way.socket.write('hello');
  await expect.poll(() => far.text).toBe('hello');
  way.socket.write(' world');
  way.answer('still there');
  await expect.poll(() => way.near.text).toBe('still there');
  expect(far).toEqual({ text: 'hello', ends: [] });
});

it('resets both sides', async () => {
  await using way = await through({ kind: 'reset', direction: 'request', after: 3 });
  way.socket.write('hello');
  await expect.poll(() => [way.near.ends, far.ends]).toEqual([['ECONNRESET'], ['ECONNRESET']]);
});

it('closes one direction, and lets the other go on', async () => {
  await using way = await through({ kind: 'halfClose', direction: 'request', after: 3 });
  way.socket.write('hello');
  await expect.poll(() => far).toEqual({ text: 'hel', ends: ['end'] });
  way.answer('answer');
  await expect.poll(() => way.near).toEqual({ text: 'answer', ends: [] });
});

it('truncates at exactly the byte', async () => {
  await using way = await through({ kind: 'truncate', direction: 'response', after: 8 });
  way.answer('half an answer');
  await expect.poll(() => [way.near, far.ends]).toEqual([{ text: 'half an ', ends: ['end'] }, ['end']]);
});

it('repeats the chunk that it is told to', async () => {
  await using way = await through({ kind: 'duplicate', direction: 'response', chunk: 1 });
  way.answer('one ');
  await expect.poll(() => way.near.text).toBe('one ');
  way.answer('two ');
  await expect.poll(() => way.near.text).toBe('one two two ');
});

it('repeats no more of it than it is told to', async () => {
  await using way = await through({ kind: 'duplicate', direction: 'response', chunk: 0, first: 2 });
  way.answer('one');
  await expect.poll(() => way.near.text).toBe('onone');
});

it('does nothing more once it is healed, and leaves what was cut', async () => {
  await using way = await through({ kind: 'reset', direction: 'request', after: 5 });
  way.proxy.heal();
  way.socket.write('hello world');
  await expect.poll(() => far.text).toBe('hello world');
  expect(way.near.ends).toEqual([]);
  await using cut = await through({ kind: 'drop', direction: 'response', after: 0 });
  answers[1]?.write('lost');
  await expect.poll(() => cut.proxy.met).toEqual(new Map([['drop', 1]]));
  cut.proxy.heal();
  answers[1]?.write('lost, too');
  cut.socket.write('!');
  await expect.poll(() => far.text).toBe('hello world!');
  expect(cut.near.text).toBe('');
});

it('counts what is sent, whatever becomes of it', async () => {
  await using way = await through({ kind: 'drop', direction: 'request', after: 0 });
  way.socket.write('POST / HTTP/1.1\r\nX-Call-Id: a-1\r\n\r\n');
  way.socket.write('POST / HTTP/1.1\r\nX-Call-Id: a-1\r\n\r\n');
  await expect.poll(() => way.proxy.sighting('a-1')).toMatchObject({ sent: 2, met: new Set(['drop']) });
  expect(way.proxy.sighting('a-2').sent).toBe(0);
});

it.each([1, 2, 7, 100])('finds a mark in chunks of %i', (size) => {
  const text = 'GET / HTTP/1.1\r\nhost: x\r\nx-call-id: 7-1\r\nx-call-id: 7-2\r\naccept: a\r\n\r\n'.repeat(2);
  const scanner = new MarkScanner();
  const found: string[] = [];
  for (let at = 0; at < text.length; at += size)
    found.push(...scanner.scan(Buffer.from(text.slice(at, at + size))));
  expect(found).toEqual(['7-1', '7-2', '7-1', '7-2']);
});
