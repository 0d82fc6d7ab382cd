import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { greeting } from '../src/greeting.ts';
import { readSettings } from '../src/settings.ts';
import { usage } from '../src/usage.ts';
import { eventually, startUp } from './eventually.ts';
import { listen } from './events.ts';
import { newcomer } from './service.ts';

const main = join(import.meta.dirname, '../src/main.ts');

/** The environment without what would say what to run against. */
function environment(more: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { MODE_CLOUD_KEY: _key, BIMODAL_PROFILE: _profile, DATABASE_URL: _url, ...rest } = process.env;
  return { ...rest, ACCOUNT_GATEWAY_PORT: '0', ...more };
}

it('runs with nothing set: somebody adds the emulated device to a home, until the process is stopped', async () => {
  const child = spawn(process.execPath, [main], { env: environment({}) });
  const ended = once(child, 'close');
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const greeting = /^.*nothing is kept: (http:\/\/127\.0\.0\.1:\d+).*\n/m;
  await eventually(() => expect(said).toMatch(greeting), startUp);
  const [line = '{}', url = ''] = greeting.exec(said) ?? [];
  const { claimCode = '' } = JSON.parse(line) as { claimCode?: string };
  expect(await (await fetch(url)).text()).toContain('<h1>Homes</h1>');
  const ada = await newcomer(url);
  const { id } = (await ada.call('POST', '/api/mode/homes', { name: 'Cabin' })).body as { id: number };
  await eventually(async () => {
    expect((await ada.call('POST', '/api/mode/devices', { claimCode, homeId: id })).status).toBe(201);
  });
  // A stream that is open does not keep it.
  const listening = await listen(ada);
  child.kill('SIGTERM');
  await listening.ended;
  expect(await ended).toEqual([0, null]);
  expect(said).toContain('"Stopped."');
  expect(said).not.toContain(ada.email);
}, 120_000);

it('says what is wrong, and ends', { timeout: 120_000 }, async () => {
  const child = spawn(process.execPath, [main], { env: environment({ MODE_CLOUD_KEY: 'test-key' }) });
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  expect(code).toBe(1);
  expect(said).toContain('Not started: ACCOUNT_GATEWAY_SECRET is missing or too short');
});

it.each([
  ['--help', { out: usage, err: '', code: 0 }],
  ['--prot=1', { out: '', err: expect.stringContaining(`--prot'`), code: 2 }],
])('takes no options but --help: %s', { timeout: 60_000 }, async (option, expected) => {
  const child = spawn(process.execPath, [main, '--', option], { env: environment({}) });
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  expect({ out, err, code: Number(code) }).toEqual(expected);
});

it('says to people on a terminal at once what it does, in words', { timeout: 120_000 }, async () => {
  const terminal = 'data:text/javascript,process.stdout.isTTY=true';
  const child = spawn(process.execPath, ['--import', terminal, main], { env: environment({}) });
  const ended = once(child, 'close');
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await eventually(() => expect(said).toMatch(/^Account gateway: starting\.\nStarting the emulator/));
  child.kill('SIGKILL');
  await ended;
});

it('tells people where it is, and how to stop it', () => {
  const url = 'http://127.0.0.1:4750';
  expect(greeting(url, 'test-code')).toMatch(
    /^\nOpen http:\/\/127\.0\.0\.1:4750 in a browser\. .+ Ctrl-C stops it\.\n\n$/,
  );
  expect(greeting(url, undefined)).toBe(`\nOpen ${url} in a browser. Ctrl-C stops it.\n\n`);
});

describe('settings', () => {
  const real = {
    MODE_CLOUD_KEY: 'test-key',
    ACCOUNT_GATEWAY_SECRET: 'test-secret-of-32-characters-and-more',
    ACCOUNT_GATEWAY_PROJECT: '1001',
    ACCOUNT_GATEWAY_APP: 'app',
  };

  it('default to a demonstration on this machine that keeps nothing', () => {
    expect(readSettings({})).toMatchObject({ host: '127.0.0.1', project: undefined, folder: undefined });
  });

  it('keep things in a folder where there is a key and no database', () => {
    expect(readSettings(real)).toMatchObject({
      project: { id: 1001, appId: 'app' },
      folder: 'account-gateway-data',
    });
  });

  it.each([
    [{ DATABASE_URL: 'postgres://x' }, 'MODE_CLOUD_KEY is missing'],
    [{ ...real, ACCOUNT_GATEWAY_SECRET: 'short' }, 'ACCOUNT_GATEWAY_SECRET'],
    [{ ...real, ACCOUNT_GATEWAY_PROJECT: 'abc' }, 'ACCOUNT_GATEWAY_PROJECT is "abc"'],
    [{ ...real, ACCOUNT_GATEWAY_APP: '' }, 'ACCOUNT_GATEWAY_APP is missing'],
    [{ ...real, ACCOUNT_GATEWAY_HOST: '0.0.0.0' }, 'ACCOUNT_GATEWAY_HTTPS=yes'],
    [{ ...real, ACCOUNT_GATEWAY_PORT: '99999' }, 'ACCOUNT_GATEWAY_PORT'],
    [{ ACCOUNT_GATEWAY_HTTPS: 'true' }, 'ACCOUNT_GATEWAY_HTTPS is "true"'],
    [{ ACCOUNT_GATEWAY_PROXIES: '10.0.0.0/8, anything' }, 'ACCOUNT_GATEWAY_PROXIES holds "anything"'],
    [{ ACCOUNT_GATEWAY_PROXIES: '10.0.0.0/40' }, 'ACCOUNT_GATEWAY_PROXIES holds "10.0.0.0/40"'],
  ])('%j cannot be, and say which', (environment, words) => {
    expect(() => readSettings(environment)).toThrow(words);
  });
});
