import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { greeting } from '../src/greeting.ts';
import { readSettings } from '../src/settings.ts';
import { usage } from '../src/usage.ts';
import { eventually } from './eventually.ts';

const main = join(import.meta.dirname, '../src/main.ts');

/** The environment without what would say what to run against. */
function environment(more: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { MODE_CLOUD_KEY: _key, BIMODAL_PROFILE: _profile, DATABASE_URL: _url, ...rest } = process.env;
  return { ...rest, COMMAND_SCHEDULER_PORT: '0', ...more };
}

it(
  'runs with nothing set: an emulated device receives the example, until the process is stopped',
  { timeout: 180_000 },
  async () => {
    const child = spawn(process.execPath, [main], { env: environment({}) });
    const ended = once(child, 'close');
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await eventually(() => expect(said).toMatch(/nothing is kept: http:\/\/127\.0\.0\.1:\d+"/));
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0] ?? '';
    expect(await (await fetch(`${url}/api/schedules`)).json()).toMatchObject({
      schedules: [{ cron: '*/5 * * * * *' }],
    });
    expect(await (await fetch(url)).text()).toContain('<h1>Command scheduler</h1>');
    await eventually(() => expect(said).toContain('"The device received a command.","action":"light"'));
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    expect(said).toContain('"Stopped."');
  },
);

it('says what is wrong, and ends', { timeout: 180_000 }, async () => {
  const child = spawn(process.execPath, [main], { env: environment({ COMMAND_SCHEDULER_HOST: '0.0.0.0' }) });
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  expect(code).toBe(1);
  expect(said).toContain('Not started: COMMAND_SCHEDULER_HOST is 0.0.0.0');
});

it.each(['main.ts', 'worker.ts'])(
  'says how %s is used, and takes no other options',
  { timeout: 60_000 },
  async (script) => {
    const ask = async (option: string) => {
      const child = spawn(process.execPath, [join(import.meta.dirname, '../src', script), '--', option], {
        env: environment({}),
      });
      const [out, err, [code]] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        once(child, 'close'),
      ]);
      return { out, err, code: Number(code) };
    };
    expect(await ask('--help')).toEqual({ out: usage, err: '', code: 0 });
    expect(await ask('--prot=1')).toEqual({ out: '', err: expect.stringContaining(`--prot'`), code: 2 });
  },
);

it('says to people on a terminal at once what it does, in words', { timeout: 120_000 }, async () => {
  const terminal = 'data:text/javascript,process.stdout.isTTY=true';
  const child = spawn(process.execPath, ['--import', terminal, main], { env: environment({}) });
  const ended = once(child, 'close');
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await eventually(() => expect(said).toMatch(/^Command scheduler: starting\.\nStarting the emulator/));
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
  it('default to a demonstration on this machine that keeps nothing', () => {
    expect(readSettings({})).toMatchObject({
      host: '127.0.0.1',
      isDemo: true,
      folder: undefined,
      token: undefined,
    });
  });

  it('keep things in a folder where there is a key and no database', () => {
    expect(readSettings({ MODE_CLOUD_KEY: 'test-key' })).toMatchObject({
      isDemo: false,
      folder: 'command-scheduler-data',
    });
  });

  it.each([
    ['MODE_CLOUD_KEY is missing', { DATABASE_URL: 'postgres://127.0.0.1/x' }],
    ['COMMAND_SCHEDULER_TOKEN', { COMMAND_SCHEDULER_HOST: '0.0.0.0' }],
    ['too short', { COMMAND_SCHEDULER_HOST: '0.0.0.0', COMMAND_SCHEDULER_TOKEN: 'test-token' }],
    ['COMMAND_SCHEDULER_PORT is "http"', { COMMAND_SCHEDULER_PORT: 'http' }],
    ['COMMAND_SCHEDULER_LEASE_SECONDS is "1"', { COMMAND_SCHEDULER_LEASE_SECONDS: '1' }],
  ])('that cannot be are refused: %s', (message, given) => {
    expect(() => readSettings(given)).toThrow(message);
  });
});
