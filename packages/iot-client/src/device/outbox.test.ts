import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError } from '@bimodal/auth-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { OutboxFullError } from './outbox-full-error.ts';
import { Outbox, type WhenFull } from './outbox.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bimodal-test-'));
});
afterEach(() => rm(folder, { recursive: true }));

const open = (maxBytes = 1_000_000, whenFull: WhenFull = 'refuse'): Outbox =>
  new Outbox({ file: join(folder, 'outbox.sqlite'), device: 7, maxBytes, whenFull });

/** Everything that waits, which goes with it. */
function taken(outbox: Outbox): string[] {
  const types: string[] = [];
  for (let event = outbox.first(); event; event = outbox.first()) {
    types.push(event.eventType);
    outbox.removeThrough(event);
  }
  return types;
}

it('writes each event to the disk before it goes on: FULL, in a write-ahead log', async () => {
  const outbox = open();
  expect(outbox.durability).toEqual({ journal: 'wal', synchronous: 2 });
  outbox.close();
  expect((await stat(join(folder, 'outbox.sqlite'))).mode & 0o777).toBe(0o600);
});

it('gives the oldest first, also after it was opened anew, and each once', () => {
  const first = open();
  for (const type of ['a', 'b', 'c']) first.add(type, '{}');
  const [event] = [first.first()];
  if (event) first.removeThrough(event);
  first.close();
  const second = open();
  second.add('d', undefined);
  expect([second.size, taken(second), second.size]).toEqual([3, ['b', 'c', 'd'], 0]);
  second.close();
});

it('is one process’s at a time', () => {
  const outbox = open();
  expect(() => open()).toThrow(InputError);
  outbox.close();
  open().close();
});

it('refuses what it has no room for, and takes it once there is', () => {
  const outbox = open(400);
  for (const type of ['a', 'b', 'c', 'd']) outbox.add(type, '{"text":"twenty bytes"}');
  expect(() => outbox.add('e', '{"text":"twenty bytes"}')).toThrow(OutboxFullError);
  expect(outbox.size).toBe(4);
  const event = outbox.first();
  if (event) outbox.removeThrough(event);
  outbox.add('e', '{"text":"twenty bytes"}');
  expect(taken(outbox)).toEqual(['b', 'c', 'd', 'e']);
  outbox.close();
});

it('lets the oldest go where it is told to, and counts them; what is too large for all of it is refused', () => {
  const outbox = open(400, 'dropOldest');
  for (const type of ['a', 'b', 'c', 'd', 'e', 'f']) outbox.add(type, '{"text":"twenty bytes"}');
  expect(() => outbox.add('g', `"${'x'.repeat(400)}"`)).toThrow(OutboxFullError);
  expect([outbox.dropped, taken(outbox)]).toEqual([2, ['c', 'd', 'e', 'f']]);
  outbox.close();
});

it.each([500, 4_100])(
  'stays small on the disk, log and all, however much goes through it (%i bytes each)',
  async (length) => {
    const maxBytes = 200_000;
    const outbox = open(maxBytes, 'dropOldest');
    const eventData = JSON.stringify({ text: 'x'.repeat(length) });
    let most = 0;
    for (let n = 0; n < 600; n++) {
      outbox.add('e', eventData);
      if (n % 20 !== 0) continue;
      const files = await readdir(folder);
      const sizes = await Promise.all(files.map(async (file) => (await stat(join(folder, file))).size));
      most = Math.max(
        most,
        sizes.reduce((sum, size) => sum + size, 0),
      );
    }
    expect(outbox.dropped).toBeGreaterThan(100);
    expect(most).toBeLessThan(2 * maxBytes + 2 * 1024 * 1024);
    outbox.close();
  },
);
