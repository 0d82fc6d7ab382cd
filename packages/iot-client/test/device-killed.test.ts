import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';

// Each kill starts a program of its own, which takes a while on a busy machine.
vi.setConfig({ testTimeout: 600_000 });

/** A few in the test command; `BIMODAL_KILLS=100` for the whole number. */
const kills = Number(process.env['BIMODAL_KILLS'] ?? 10);
const program = join(import.meta.dirname, 'device-process.ts');

it(`events that were accepted arrive, in order, though the device is killed ${kills} times`, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bimodal-test-'));
  const outbox = join(folder, 'outbox.sqlite');
  const received: number[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      // Now and then it is busy, or hangs up after it has taken the event in.
      const luck = Math.random();
      if (luck < 0.05) return void response.writeHead(503).end();
      const { eventData } = JSON.parse(Buffer.concat(chunks).toString()) as { eventData: { n: number } };
      received.push(eventData.n);
      if (luck < 0.1) return void request.socket.destroy();
      return void response.writeHead(204).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const accepted: number[] = [];
  try {
    for (let run = 0; run < kills; run++) {
      const child = spawn(process.execPath, [program, outbox, url, String(run * 1_000_000)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      // It dies after so many more were accepted or received, whichever comes first.
      const until = accepted.length + received.length + 1 + Math.floor(Math.random() * 60);
      let text = '';
      child.stdout.setEncoding('utf8');
      child.stdout.on('data', (part: string) => {
        text += part;
        const lines = text.split('\n');
        text = lines.pop() ?? '';
        accepted.push(...lines.map(Number));
        if (accepted.length + received.length >= until) child.kill('SIGKILL');
      });
      const [, signal] = (await once(child, 'close')) as [number | null, string | null];
      expect(signal).toBe('SIGKILL');
    }
    const last = spawn(process.execPath, [program, outbox, url], { stdio: 'inherit' });
    expect((await once(last, 'close'))[0]).toBe(0);
  } finally {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true });
  }

  expect(accepted.length).toBeGreaterThanOrEqual(kills);
  const arrived = new Set(received);
  expect(accepted.filter((n) => !arrived.has(n))).toEqual([]);
  // In order, each as often as it took: an event comes again only before the next one.
  expect(received).toEqual(received.toSorted((a, b) => a - b));
});
