import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { InputError } from '@bimodal/auth-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Outbox } from './outbox.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bimodal-test-'));
  file = join(folder, 'outbox.sqlite');
});
afterEach(() => rm(folder, { recursive: true }));

const open = (device = 7, name = file): Outbox =>
  new Outbox({ file: name, device, maxBytes: 1_000_000, whenFull: 'refuse' });

/** Why the file cannot be used, and that it was left as it is. */
async function refused(words: string): Promise<void> {
  const before = await readFile(file);
  expect(() => open()).toThrow(InputError);
  expect(() => open()).toThrow(words);
  expect((await readFile(file)).equals(before)).toBe(true);
}

it('is one device’s as long as something waits in it', () => {
  const seven = open(7);
  seven.add('a', undefined);
  seven.close();
  expect(() => open(8)).toThrow('events of device 7 wait in it (1), and this is device 8');
  const again = open(7);
  const event = again.first();
  expect(event?.eventType).toBe('a');
  if (event) again.removeThrough(event);
  again.close();
  const eight = open(8);
  eight.add('b', undefined);
  eight.close();
  expect(() => open(7)).toThrow('events of device 8 wait in it (1), and this is device 7');
});

it('is no database of something else, which stays as it is', async () => {
  const foreign = new DatabaseSync(file);
  foreign.exec('CREATE TABLE event (id INTEGER PRIMARY KEY, eventType, eventData, bytes)');
  foreign.close();
  await refused('it is a database of something else');
});

it('is no database of something else that has no tables yet', async () => {
  const foreign = new DatabaseSync(file);
  foreign.exec('PRAGMA application_id = 1; PRAGMA user_version = 1');
  foreign.close();
  await refused('it is a database of something else');
});

it('is no other file', async () => {
  await writeFile(file, 'Some text of somebody.\n'.repeat(100));
  await refused('it is something else, which is left as it is');
});

it('of a later version is left to it', async () => {
  open().close();
  const later = new DatabaseSync(file);
  later.exec('PRAGMA user_version = 2');
  later.close();
  await refused('another version of this package made it');
});

it.each([
  ['in the middle', (whole: Buffer) => Buffer.from(whole).fill(0x55, 5_000, 40_000)],
  ['by half of it missing', (whole: Buffer) => whole.subarray(0, whole.length >> 1)],
  ['by most of it missing', (whole: Buffer) => whole.subarray(0, 100)],
])('that is damaged %s is told as damaged', async (_where, damage) => {
  const outbox = open();
  for (let n = 0; n < 200; n++) outbox.add('e', JSON.stringify({ text: 'x'.repeat(400) }));
  outbox.close();
  await writeFile(file, damage(await readFile(file)));
  await refused('it is damaged. Move it away');
});

it('that is open elsewhere is told as that', () => {
  const outbox = open();
  expect(() => open()).toThrow('another process has it open');
  outbox.close();
});

it.each([':memory:', 'file:outbox?mode=memory', 'what?mode=ro#x'])(
  'is a file whatever its name: %s',
  async (name) => {
    const here = process.cwd();
    process.chdir(folder);
    try {
      const outbox = open(7, name);
      outbox.add('a', undefined);
      outbox.close();
      const again = open(7, name);
      expect(again.size).toBe(1);
      again.close();
    } finally {
      process.chdir(here);
    }
    expect(await readdir(folder)).toContain(name);
  },
);
