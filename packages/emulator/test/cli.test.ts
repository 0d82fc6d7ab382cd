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
  [['--report-csv', 'xls'], '--report-csv is auto or zip or csv, not "xls"'],
  [['--ids', 'uuid'], '--ids is string or integer, not "uuid"'],
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
