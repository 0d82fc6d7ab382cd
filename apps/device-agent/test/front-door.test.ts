import { mkdir, writeFile } from 'node:fs/promises';
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
