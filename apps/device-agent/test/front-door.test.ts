import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it, vi } from 'vitest';
import { AgentProcess } from './agent-process.ts';
import { Home, transports } from './home.ts';

// Each starts programs of its own, which takes a while on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

it.concurrent('tells its story where nothing is set', async ({ expect }) => {
  await using agent = new AgentProcess(['--', '--interval', '0.1']);
  expect(await agent.result()).toEqual({ code: 0, complaint: '' });
  expect(agent.of('story.told')).toMatchObject([{ isWhole: true }]);
  const hours = agent.of('reported').map(({ recorded }) => Date.parse(`${String(recorded)}Z`) / 3_600_000);
  // One hour after the other, however busy the machine is.
  expect(hours.map((hour) => hour - (hours[0] ?? 0))).toEqual(hours.map((_, index) => index));
  const named = new Set(agent.facts.map(({ fact }) => fact));
  for (const fact of [
    'provisioned',
    'command.obeyed',
    'command.unknown',
    'configured',
    'outage.over',
    'stopped',
  ]) {
    expect(named).toContain(fact);
  }
});

it.concurrent('leaves nothing behind where only the beginning is read', async ({ expect }) => {
  const temporary = await mkdtemp(join(tmpdir(), 'bimodal-test-'));
  const child = spawn(process.execPath, [join(import.meta.dirname, '../src/main.ts'), '--interval', '0.1'], {
    env: {
      PATH: process.env['PATH'],
      TMPDIR: temporary,
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  let said = '';
  for await (const chunk of child.stdout) {
    said += String(chunk);
    if (said.includes('Its key is in')) break;
  }
  expect(await ended).toEqual([0, null]);
  expect((await readdir(temporary)).filter((name) => name.startsWith('device-agent-'))).toEqual([]);
  await rm(temporary, { recursive: true });
});

it.concurrent('says how it is used when it is asked for something else', async ({ expect }) => {
  await using agent = new AgentProcess(['--yaml']);
  expect(await agent.result()).toMatchObject({ code: 2, complaint: expect.stringContaining('Usage:') });
});

it.concurrent.for(transports)(
  'ends where the platform does not take its key, over %s',
  async (transport, { expect }) => {
    await using home = await Home.open();
    await mkdir(home.state, { recursive: true });
    const identity = { device: 4000, key: 'test-key', origin: home.emulator.url };
    await writeFile(join(home.state, 'identity.json'), JSON.stringify(identity), { mode: 0o600 });
    await using agent = home.agent(transport);
    const { code, complaint } = await agent.result();
    expect([code, complaint]).toEqual([3, expect.stringContaining('AuthenticationError')]);
    expect(complaint).not.toContain('test-key');
  },
);

it.concurrent('is a device that exists already, by its key in the environment', async ({ expect }) => {
  await using home = await Home.open();
  const { id, apiKey } = home.emulator.seeds.cloud.device;
  const { url } = home.emulator;
  await using agent = new AgentProcess(['--device', String(id), '--state', home.state, '--interval', '0.1'], {
    MODE_CLOUD_KEY: apiKey,
    MODE_CLOUD_BASE_URL: url,
  });
  await agent.until('connected');
  expect(await agent.end('SIGTERM')).toBe(0);
});
