import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { Device } from '../src/device/index.ts';
import { addressFor, readMqttUrl } from '../src/device/mqtt/address.ts';
import { MqttLine } from '../src/device/mqtt/line.ts';
import { openSession } from '../src/device/mqtt/open-session.ts';
import { modeCloudKey } from '../src/index.ts';
import { MqttServer } from './mqtt-server.ts';

const credential = modeCloudKey('test-key');

function shown(value: object): string {
  return [
    inspect(value, { depth: 10, showHidden: true, getters: true }),
    inspect(value, { depth: 10, showHidden: true, customInspect: false }),
    inspect({ ...value }, { depth: 10, showHidden: true }),
    JSON.stringify(value),
  ].join('\n');
}

it('An MQTT session does not show the key that it was opened with', async () => {
  await using server = await MqttServer.start(() => 'confirmed');
  const address = addressFor(credential, readMqttUrl(server.url, false), undefined);
  const session = await openSession(
    { device: 4, credential, address, ca: undefined },
    new AbortController().signal,
  );
  expect(shown(session)).not.toContain('test-key');
  await session.end();
});

it('What keeps it connected does not either', async () => {
  await using server = await MqttServer.start(() => 'confirmed');
  const provider = { name: 'test', provide: () => credential };
  const address = readMqttUrl(server.url, false);
  const own = { baseUrl: undefined, ca: undefined, allowInsecure: false };
  const line = new MqttLine({ device: 4, provider, address, ...own });
  const session = line.session();
  expect(shown(line)).not.toContain('test-key');
  expect(shown(session)).not.toContain('test-key');
  await session;
  expect(shown(line)).not.toContain('test-key');
  expect(shown(session)).not.toContain('test-key');
  await line.close();
});

it('Nor does a device, or what goes over its connection', async () => {
  await using server = await MqttServer.start(() => 'confirmed');
  const folder = await mkdtemp(join(tmpdir(), 'bimodal-mqtt-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const outbox = join(folder, 'outbox.sqlite');
  const options = { device: 4, outbox, credential, transport: 'mqtt', mqtt: { url: server.url } } as const;
  await using device = new Device(options);
  const commands = device.commands();
  device.sendEvent('reading', { celsius: 1 });
  await Promise.all([device.flush(), commands.connected]);
  for (const value of [device, commands]) expect(shown(value)).not.toContain('test-key');
});
