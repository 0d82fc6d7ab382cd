import { mkdtemp, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { postgresAccount } from '../src/postgres/account.ts';
import { isPassable, openFolder } from '../src/postgres/open-folder.ts';
import { startServer } from '../src/postgres/server.ts';
import { ask } from '../src/run/ask.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bimodal-test-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('a folder that its owner alone may enter is one that others cannot pass, and so is one that is not there', async () => {
  expect(await isPassable(folder)).toBe(false);
  expect(await isPassable(join(folder, 'missing'))).toBe(false);
});

test('says what to do where another user may enter no temporary folder', async () => {
  const account = { name: 'nobody', uid: 65_534, gid: 65_534 };
  await expect(openFolder(account, [folder])).rejects.toThrow(
    `PostgreSQL runs as nobody, who may enter none of ${folder}: set TMPDIR to a folder`,
  );
});

test('takes another user than root, and says what to do where a machine has none', async () => {
  const found = postgresAccount(['no-such-user']);
  if (process.getuid?.() === 0) await expect(found).rejects.toThrow('run the tests as an ordinary user');
  else expect(await found).toBeUndefined();
});

test('fails at once where a program does not start, with what was wrong', async () => {
  const missing = join(folder, 'initdb');
  const programs = { initdb: missing, postgres: missing, account: undefined, copy: undefined };
  await expect(startServer(programs)).rejects.toThrow(`spawn ${missing} ENOENT`);
});

test('says which file needs what cannot be had', async () => {
  const refusing = createServer((socket) =>
    socket.end('HTTP/1.1 500 No\r\nconnection: close\r\n\r\nPostgreSQL cannot be run.'),
  ).listen(0, '127.0.0.1');
  await once(refusing, 'listening');
  const url = `http://127.0.0.1:${(refusing.address() as AddressInfo).port}/`;
  await expect(ask('postgres', url)).rejects.toThrow(
    'PostgreSQL cannot be run. (packages/test-equipment/test/told.test.ts needs it.)',
  );
  refusing.close();
});
