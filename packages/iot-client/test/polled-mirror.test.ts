import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { modeCloudKey } from '@bimodal/auth-core';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Device } from '../src/device/index.ts';

/** A platform without a websocket for the store: others change the map, and lists wait while they are held. */
class Platform implements AsyncDisposable {
  readonly store = new Map<string, unknown>([['interval', 30]]);
  /** How many lists were answered. */
  lists = 0;
  #held: (() => void)[] | undefined;
  readonly #server = createServer((request, response) => {
    const key = /^\/devices\/1\/kv\/(\w+)$/.exec(request.url ?? '')?.[1];
    if (key === undefined) return this.#list(response);
    return void text(request).then((body) => {
      if (request.method === 'PUT') this.store.set(key, (JSON.parse(body) as { value: unknown }).value);
      else this.store.delete(key);
      response.writeHead(204).end();
    });
  });

  async start(): Promise<string> {
    this.#server.on('upgrade', (_request, socket) => {
      socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
    });
    await once(this.#server.listen(0, '127.0.0.1'), 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** From the next list on, each is made when it is asked for and answered when it is let go. */
  async hold(): Promise<() => void> {
    const held: (() => void)[] = [];
    this.#held = held;
    await vi.waitUntil(() => held.length > 0, 120_000);
    return () => {
      this.#held = undefined;
      for (const go of held) go();
    };
  }

  /** Fulfilled once a list that was asked for from now on was answered, and read: another was asked for. */
  async polled(): Promise<void> {
    const after = this.lists + 3;
    await vi.waitUntil(() => this.lists >= after, 120_000);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #list(response: ServerResponse): void {
    const items = [...this.store].map(([key, value]) => ({
      key,
      value,
      modificationTime: '2026-01-01T00:00:00Z',
    }));
    const answer = (): void => {
      this.lists += 1;
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(items));
    };
    if (this.#held === undefined) answer();
    else this.#held.push(answer);
  }
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bimodal-test-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function open(platform: Platform) {
  const device = new Device({
    device: 1,
    outbox: join(folder, 'outbox.sqlite'),
    credential: modeCloudKey('test-key'),
    baseUrl: await platform.start(),
  });
  const mirror = device.keyValues({ pingInterval: 20 });
  await mirror.ready;
  return { device, mirror };
}

it('shows what somebody sets back right after it was written here', async () => {
  await using platform = new Platform();
  const { device, mirror } = await open(platform);
  await using _ = device;
  const letGo = await platform.hold();
  await mirror.set('interval', 60);
  platform.store.set('interval', 30);
  letGo();
  await platform.polled();
  expect(mirror.get('interval')).toBe(30);
});

it('shows what is there again after it was deleted here, and nothing of what was deleted there', async () => {
  await using platform = new Platform();
  const { device, mirror } = await open(platform);
  await using _ = device;
  let letGo = await platform.hold();
  await mirror.delete('interval');
  platform.store.set('interval', 30);
  letGo();
  await platform.polled();
  expect(mirror.get('interval')).toBe(30);
  letGo = await platform.hold();
  await mirror.set('unit', 'celsius');
  platform.store.delete('unit');
  letGo();
  await platform.polled();
  expect([...mirror]).toEqual([['interval', 30]]);
});

it('takes no answer for newer than a write that came while it was on its way', async () => {
  await using platform = new Platform();
  const { device, mirror } = await open(platform);
  await using _ = device;
  const changes: string[] = [];
  const letGo = await platform.hold();
  mirror.observe(({ type }) => changes.push(type));
  await mirror.set('interval', 60);
  await mirror.set('unit', 'celsius');
  letGo();
  await platform.polled();
  expect(Object.fromEntries(mirror)).toEqual({ interval: 60, unit: 'celsius' });
  expect(changes).toEqual(['set', 'set']);
});
