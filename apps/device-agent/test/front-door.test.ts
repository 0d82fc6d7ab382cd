import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { AgentProcess } from './agent-process.ts';
import { Home, transports } from './home.ts';

it('tells its story where nothing is set', async () => {
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

it('says how it is used when it is asked for something else', async () => {
  await using agent = new AgentProcess(['--yaml']);
  expect(await agent.result()).toMatchObject({ code: 2, complaint: expect.stringContaining('Usage:') });
});

it.each(transports)('ends where the platform does not take its key, over %s', async (transport) => {
  await using home = await Home.open();
  await mkdir(home.state, { recursive: true });
  const identity = { device: 4000, key: 'test-key', origin: home.emulator.url };
  await writeFile(join(home.state, 'identity.json'), JSON.stringify(identity), { mode: 0o600 });
  await using agent = home.agent(transport);
  const { code, complaint } = await agent.result();
  expect([code, complaint]).toEqual([3, expect.stringContaining('AuthenticationError')]);
  expect(complaint).not.toContain('test-key');
});

it('is a device that exists already, by its key in the environment', async () => {
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
