import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Outbox } from '../src/device/outbox.ts';
import type { Fate } from './mqtt-server.ts';
import { startRestServer } from './rest-server.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bimodal-test-'));
});
afterEach(() => rm(folder, { recursive: true }));

it(
  'does not accept an event that the disk has no room for, and sends those that were',
  { timeout: 120_000 },
  async () => {
    let fate: Fate = 'lost';
    const received: number[] = [];
    await using server = await startRestServer((body) => {
      if (fate === 'confirmed') received.push((JSON.parse(body) as { eventData: { n: number } }).eventData.n);
      return fate;
    });
    const given = [
      join(import.meta.dirname, 'device-process.ts'),
      join(folder, 'outbox.sqlite'),
      'ws',
      server.url,
    ];
    // The shell lets no file grow beyond so many blocks, as a disk that is full does.
    const limited = 'ulimit -f 100; exec "$@"';
    const child = spawn('sh', ['-c', limited, 'sh', process.execPath, ...given, '1']);
    const [accepted, complaint] = await Promise.all([text(child.stdout), text(child.stderr)]);
    expect(complaint).toContain('OutboxError: The event was not accepted');
    const numbers = accepted.trim().split('\n').map(Number);
    expect(numbers.length).toBeGreaterThan(0);
    fate = 'confirmed';
    const last = spawn(process.execPath, given);
    expect(await text(last.stdout)).toBe('');
    expect(received).toEqual(numbers);
  },
);

it.each(['confirmed', 'refused'] as const)(
  'sends each once where the disk has no room at all, though none can be removed, also over a new start: %s',
  { timeout: 120_000 },
  async (fate) => {
    const received: number[] = [];
    await using server = await startRestServer((body) => {
      received.push((JSON.parse(body) as { eventData: { n: number } }).eventData.n);
      return fate;
    });
    const outbox = join(folder, 'outbox.sqlite');
    const waiting = new Outbox({ file: outbox, device: 4, maxBytes: 1_000_000, whenFull: 'refuse' });
    const numbers = Array.from({ length: 8 }, (_, n) => n);
    for (const n of numbers) waiting.add('counted', JSON.stringify({ n, text: 'x'.repeat(1_000) }));
    waiting.close();
    const given = [join(import.meta.dirname, 'device-process.ts'), outbox, 'ws', server.url];
    // Not even a page of SQLite's fits.
    const limited = 'ulimit -f 1; exec "$@"';
    for (let start = 0; start < 2; start++) {
      const child = spawn('sh', ['-c', limited, 'sh', process.execPath, ...given]);
      await text(child.stdout);
      expect(received).toEqual(numbers);
    }
    const after = new Outbox({ file: outbox, device: 4, maxBytes: 1_000_000, whenFull: 'refuse' });
    expect([after.size, after.first()]).toEqual([0, undefined]);
    after.add('more', undefined);
    expect([after.size, after.first()?.eventType]).toEqual([1, 'more']);
    after.close();
  },
);
