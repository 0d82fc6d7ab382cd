import { execFileSync } from 'node:child_process';
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { replaceFile } from './replace-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bimodal-replace-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function put(path: string, text: string, mode?: number): Promise<void> {
  const file = await replaceFile(path, mode);
  await file.write(text);
  await file.keep();
}
const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;

it('makes a file, and leaves nothing beside it', async () => {
  await put(join(folder, 'a'), 'new', 0o600);
  expect([await readdir(folder), await readFile(join(folder, 'a'), 'utf8')]).toEqual([['a'], 'new']);
});

it.skipIf(process.platform === 'win32').each([0o600, 0o640, 0o444, 0o755])(
  'keeps the mode of a file, whatever the process makes by itself: %o',
  async (mode) => {
    const path = join(folder, 'a');
    await writeFile(path, 'old');
    await chmod(path, mode);
    await put(path, 'new');
    expect([await modeOf(path), await readFile(path, 'utf8')]).toEqual([mode, 'new']);
  },
);

it('follows links, one after the other, also to what is not there yet', async () => {
  await mkdir(join(folder, 'archive'));
  await symlink('archive/2026', join(folder, 'latest'));
  await symlink(join(folder, 'latest'), join(folder, 'newest'));
  for (const text of ['first', 'second']) {
    await put(join(folder, 'newest'), text);
    expect(await readFile(join(folder, 'archive', '2026'), 'utf8')).toBe(text);
  }
  expect(await readlink(join(folder, 'latest'))).toBe('archive/2026');
  expect(await readdir(join(folder, 'archive'))).toEqual(['2026']);
});

it.skipIf(process.platform === 'win32')('writes into a pipe, which stays one', async () => {
  const path = join(folder, 'pipe');
  execFileSync('sh', ['-c', 'mkfifo "$1"', 'sh', path]);
  const reader = open(path, 'r');
  const writing = put(path, 'through');
  const pipe = await reader;
  await writing;
  expect(await pipe.readFile('utf8')).toBe('through');
  await pipe.close();
  expect((await lstat(path)).isFIFO()).toBe(true);
});

it.skipIf(process.platform === 'win32')('writes into a device, which stays one', async () => {
  await symlink('/dev/null', join(folder, 'nothing'));
  await put(join(folder, 'nothing'), 'gone');
  expect((await stat('/dev/null')).isCharacterDevice()).toBe(true);
});

it.skipIf(process.platform === 'win32')('writes to an output of the process that has no name', () => {
  const program = `
    const { replaceFile } = await import(process.argv[1]);
    const file = await replaceFile('/dev/stdout');
    await file.write('through');
    await file.keep();`;
  const url = new URL('replace-file.ts', import.meta.url).href;
  const given = ['--no-warnings', '--input-type=module', '-e', program, url];
  // A pipe of the shell's: what Node gives a child is a socket.
  const piped = ['-c', '"$@" | cat', 'sh', process.execPath, ...given];
  expect(execFileSync('sh', piped, { encoding: 'utf8' })).toBe('through');
});

it('leaves everything as it was where it is discarded, or the place is a folder', async () => {
  const path = join(folder, 'a');
  await writeFile(path, 'old');
  const file = await replaceFile(path);
  await file.write('half');
  await file.discard();
  expect([await readdir(folder), await readFile(path, 'utf8')]).toEqual([['a'], 'old']);
  await expect(replaceFile(folder)).rejects.toThrow('EISDIR');
});

it('writes anew over what was there', async () => {
  const path = join(folder, 'a');
  const file = await replaceFile(path);
  await file.write(' '.repeat(100));
  await file.flush();
  await file.rewrite('short');
  await file.keep();
  expect(await readFile(path, 'utf8')).toBe('short');
});
