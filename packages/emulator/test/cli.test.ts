import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request } from 'undici';
import { expect, test } from 'vitest';
import { outcome, startCommand } from './process.ts';

test.each(['SIGINT', 'SIGTERM'] as const)('stops cleanly at %s, with connections open', async (signal) => {
  const command = await startCommand();
  const { body } = await request(`${command.url}/api/acme`);
  await body.dump();
  command.process.kill(signal);
  expect(await command.ended).toEqual([0, null]);
});

test('prints what to paste, and it works', async () => {
  const { url, greeting, process, ended } = await startCommand('--seed', 'test-seed');
  const value = (name: string): string => new RegExp(`export ${name}=(\\S+)`).exec(greeting)?.[1] ?? '';
  const credential = `${value('MODE_ANALYTICS_TOKEN')}:${value('MODE_ANALYTICS_SECRET')}`;
  const authorization = `Basic ${Buffer.from(credential).toString('base64')}`;
  const verified = await request(`${value('MODE_ANALYTICS_BASE_URL')}/api/verify`, {
    headers: { authorization },
  });
  expect(await verified.body.json()).toMatchObject({ workspace: value('MODE_ANALYTICS_WORKSPACE') });
  const key = { authorization: `ModeCloud ${value('MODE_CLOUD_KEY')}` };
  const asked = await request(`${value('MODE_CLOUD_BASE_URL')}/auth`, { headers: key });
  expect(await asked.body.json()).toMatchObject({ type: 'project key' });
  expect(value('MODE_CLOUD_MQTT_URL')).toBe(/MQTT +(mqtt:\S+)/.exec(greeting)?.[1]);
  const report = /, report (\w+)/.exec(greeting)?.[1] ?? '';
  const example = await request(`${url}/api/acme/reports/${report}`, { headers: { authorization } });
  expect(await example.body.json()).toMatchObject({ token: report, name: 'Sales by region' });
  const admin = /Authorization: (Bearer \S+?)'/.exec(greeting)?.[1] ?? '';
  expect((await request(`${url}/_emulator/faults`, { headers: { authorization: admin } })).statusCode).toBe(
    200,
  );
  process.kill('SIGINT');
  await ended;
});

test.each([
  [['--port', 'high'], '--port is a number from 0 to 65535, not "high"'],
  [['--mqtt-port', '-1'], '--mqtt-port'],
  [['--port', '70000'], '--port is a number'],
  [['--past-the-end', 'error'], '--past-the-end is empty or repeat, not "error"'],
  [['--empty-lists', '200'], '--empty-lists is list or 204, not "200"'],
  [['--report-csv', 'xls'], '--report-csv is auto or zip or csv, not "xls"'],
  [['--ids', 'uuid'], '--ids is string or integer, not "uuid"'],
  [['--files', import.meta.filename], 'cli.test.ts is no folder'],
  [['--files', '/no/such/folder'], '--files: /no/such/folder is no folder'],
  [['--rate', 'fast'], '--rate is a number from 1 to 9999, not "fast"'],
  [['--documented', '--observed'], '--documented and --observed exclude each other'],
  [['--postgres', 'localhost'], '--postgres begins with postgres://'],
  [['--analytics-webhook', 'localhost'], '--analytics-webhook begins with http:// or https://'],
  [['--colour', 'red'], "Unknown option '--colour'"],
  [['--port'], '--port'],
  [['stray'], 'stray'],
])('refuses %j with exit code 2', async (flags, complaint) => {
  const { code, stdout, stderr } = await outcome(...flags);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(complaint);
  expect(stderr).toContain('Usage:');
});

test('explains itself', async () => {
  expect(await outcome('--help')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('--files <folder>') as string,
  });
});

test('says which port is taken', async () => {
  const { url, process, ended } = await startCommand();
  const { port } = new URL(url);
  const { code, stderr } = await outcome('--port', port);
  expect([code, stderr]).toEqual([1, expect.stringContaining(`Port ${port} of 127.0.0.1 is in use`)]);
  process.kill('SIGINT');
  await ended;
});

/** A port with a free one after it. */
async function freePair(): Promise<number> {
  for (;;) {
    const [one, two] = [createServer(), createServer()];
    one.listen(0, '127.0.0.1');
    await once(one, 'listening');
    const { port } = one.address() as AddressInfo;
    const isFree = await new Promise<boolean>((resolve) => {
      two.once('error', () => resolve(false)).once('listening', () => resolve(true));
      two.listen(port + 1, '127.0.0.1');
    });
    await Promise.all([one, two].map((server) => new Promise((resolve) => server.close(resolve))));
    if (isFree) return port;
  }
}

test('has MQTT on the port after its own', async () => {
  const port = await freePair();
  const command = await startCommand('--port', String(port));
  expect(command.greeting).toContain(`export MODE_CLOUD_MQTT_URL=mqtt://127.0.0.1:${port + 1}\n`);
  command.process.kill('SIGINT');
  await command.ended;
});

test('makes the folder of files where it is missing, and takes what is put there', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bimodal-files-'));
  const data = join(folder, 'data');
  const { url, greeting, process, ended } = await startCommand('--files', data);
  expect(greeting).toContain(`${data}, made now and empty`);
  writeFileSync(join(data, 'sales.csv'), 'region\nnorth\n');
  const key = /workspace key +(\S+) : (\S+)/.exec(greeting) ?? [];
  const authorization = `Basic ${Buffer.from(`${key[1]}:${key[2]}`).toString('base64')}`;
  const ask = async (method: 'GET' | 'POST', path: string): Promise<Record<string, unknown>> => {
    const answer = await request(`${url}/api/acme/data_sources${path}`, {
      method,
      headers: { authorization },
    });
    return (await answer.body.json()) as Record<string, unknown>;
  };
  const { _embedded: found } = await ask('GET', '');
  const [{ token }] = (found as { data_sources: [{ token: string }] }).data_sources;
  expect(await ask('POST', `/${token}/schema_updates`)).toMatchObject({ number_of_tables: '1' });
  process.kill('SIGINT');
  await ended;
  await rm(folder, { recursive: true });
});

test('leaves no folder behind where it could not start', async () => {
  const running = await startCommand();
  const folder = await mkdtemp(join(tmpdir(), 'bimodal-files-'));
  const { code } = await outcome('--port', new URL(running.url).port, '--files', join(folder, 'data'));
  expect([code, existsSync(join(folder, 'data'))]).toEqual([1, false]);
  running.process.kill('SIGINT');
  await running.ended;
  await rm(folder, { recursive: true });
});

test('says at the start that a PostgreSQL cannot be reached, and not its password', async () => {
  const port = await freePair();
  const command = await startCommand('--postgres', `postgres://reader:test-secret@127.0.0.1:${port}/sales`);
  expect(command.complaint()).toContain(`The PostgreSQL at 127.0.0.1:${port} cannot be used: `);
  expect(command.complaint()).not.toContain('test-secret');
  command.process.kill('SIGINT');
  await command.ended;
});
