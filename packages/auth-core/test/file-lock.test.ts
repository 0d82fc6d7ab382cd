import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { withFileLock } from '../src/credentials/node/file-lock.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bimodal-lock-'));
  file = join(folder, 'lines');
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

const writers = 8;

it('lets many processes write one after the other, though a lock was left over by a crash', async () => {
  const program = join(import.meta.dirname, 'lock-process.ts');
  const processes = Array.from({ length: writers }, (_, n) => fork(program, [file, `line ${n}`, '3000']));
  await Promise.all(processes.map((process) => once(process, 'message')));
  await writeFile(`${file}.lock`, '');
  const ended = processes.map((process) => once(process, 'exit'));
  for (const process of processes) process.send('go');
  expect((await Promise.all(ended)).map(([code]) => Number(code))).toEqual(Array(writers).fill(0));
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  expect(lines.toSorted()).toEqual(Array.from({ length: writers }, (_, n) => `line ${n}`));
  expect(await readdir(folder)).toEqual(['lines']);
});

it('takes no lock for left over because the clock was set forward', async () => {
  const began = Promise.withResolvers<void>();
  const finish = Promise.withResolvers<void>();
  const order: string[] = [];
  const first = withFileLock(file, async () => {
    began.resolve();
    await finish.promise;
    order.push('first');
  });
  await began.promise;
  const real = Date.now.bind(Date);
  vi.spyOn(Date, 'now').mockImplementation(() => real() + 3_600_000);
  const second = withFileLock(file, async () => void order.push('second'));
  // The second has looked at the lock more than once.
  const looked = performance.now();
  await vi.waitFor(() => expect(performance.now() - looked).toBeGreaterThan(100));
  finish.resolve();
  await Promise.all([first, second]);
  expect(order).toEqual(['first', 'second']);
});

it('does not take away the lock of another, where it took too long itself', async () => {
  await withFileLock(file, () => writeFile(`${file}.lock`, 'of another'));
  expect(await readFile(`${file}.lock`, 'utf8')).toBe('of another');
});

it('says what to remove where a lock is held all the time', async () => {
  await writeFile(`${file}.lock`, '');
  await writeFile(`${file}.lock.breaking`, '');
  await expect(withFileLock(file, async () => undefined, 20)).rejects.toThrow(
    `remove "${file}.lock" and "${file}.lock.breaking"`,
  );
});
