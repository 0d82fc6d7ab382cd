import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { it, vi } from 'vitest';
import { Home, transports, until } from './home.ts';

// Each starts programs of its own, which takes a while on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

/** For a busy machine. */
const patiently = { timeout: 60_000 };

it.concurrent.for(transports)(
  'becomes a device, reports, obeys and follows its configuration, over %s',
  async (transport, { expect }) => {
    await using home = await Home.open();
    await using events = await home.events();
    const token = await home.token();
    await using agent = home.agent(transport, { MODE_CLOUD_PROVISIONING_TOKEN: token });
    const [made] = await agent.until('provisioned');
    const device = Number(made?.['device']);
    const file = join(home.state, 'identity.json');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await agent.until('connected');
    const first = await until(events, ({ eventType }) => eventType === 'weather');
    expect(first).toMatchObject({
      originDeviceId: device,
      eventData: {
        n: 1,
        unit: 'celsius',
        temperature: expect.any(Number),
        recorded: expect.stringContaining('2010-'),
      },
    });

    const { deviceKeyValues, devices } = home.person;
    await deviceKeyValues.set({ device, key: 'interval', value: 'often' });
    await agent.until('configuration.wrong');
    await deviceKeyValues.set({ device, key: 'unit', value: 'fahrenheit' });
    await until(events, ({ eventData }) => eventData?.['unit'] === 'fahrenheit');
    const command = (action: string, parameters = {}) => devices.sendCommand({ device, action, parameters });
    await command('dance');
    await command('setInterval', { seconds: -1 });
    await command('ping', { nonce: 'x' });
    expect(await until(events, ({ eventType }) => eventType === 'pong')).toMatchObject({
      eventData: { nonce: 'x' },
    });
    expect([agent.of('command.unknown'), agent.of('command.wrong')]).toMatchObject([
      [{ action: 'dance' }],
      [{ action: 'setInterval' }],
    ]);

    await command('setInterval', { seconds: 3600 });
    await agent.until('configured', 2);
    await agent.until('command.obeyed', 2);
    expect(await deviceKeyValues.get({ device, key: 'interval' })).toMatchObject({ value: 3600 });
    // From now on it reports when it is told to only.
    const before = agent.of('reported').length;
    await command('report');
    await agent.until('command.obeyed', 3);
    expect(agent.of('reported').length).toBe(before + 1);

    expect(await agent.end('SIGTERM')).toBe(0);
    expect(agent.of('stopped')).toMatchObject([{ waiting: 0 }]);
    const { key } = JSON.parse(await readFile(file, 'utf8')) as { key: string };
    expect(JSON.stringify(agent.facts)).not.toContain(key);
    expect(JSON.stringify(agent.facts)).not.toContain(token);
  },
);

it.concurrent.for(transports)(
  'loses no report that it accepted: an outage, a kill in it, and a restart, over %s',
  async (transport, { expect }) => {
    await using home = await Home.open();
    const seen: string[] = [];
    await using events = await home.events();
    const watching = (async () => {
      for await (const item of events) {
        if (item.type === 'event' && item.event.eventType === 'weather')
          seen.push(String(item.event.eventData?.['at']));
      }
    })();
    const { faults } = home.emulator;

    await using agent = home.agent(transport, { MODE_CLOUD_PROVISIONING_TOKEN: await home.token() });
    const [made] = await agent.until('provisioned');
    const device = Number(made?.['device']);
    await agent.until('connected');
    await expect.poll(() => seen.length, patiently).toBeGreaterThan(2);
    faults.set('no connections', { device, cut: true });
    faults.set('no requests', { device, drop: true });
    await agent.until('outage.began');
    await agent.until('reported', agent.of('reported').length + 5);
    expect(await agent.end('SIGKILL')).toBe('SIGKILL');

    await using again = home.agent(transport);
    const [up] = await again.until('up');
    expect(up).toMatchObject({ device });
    expect(Number(up?.['waiting'])).toBeGreaterThanOrEqual(5);
    await again.until('outage.began');
    await again.until('reported', 3);
    faults.clear();
    await again.until('outage.over');
    expect(await again.end('SIGINT')).toBe(0);

    const accepted = [...agent.of('reported'), ...again.of('reported')].map(({ at }) => String(at));
    await expect.poll(() => accepted.filter((at) => !seen.includes(at)), patiently).toEqual([]);
    const inOrder = [...new Set(seen)];
    expect(inOrder).toEqual(inOrder.toSorted());
    await events.close();
    await watching;
  },
);
