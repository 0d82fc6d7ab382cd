import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from 'vitest';
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
