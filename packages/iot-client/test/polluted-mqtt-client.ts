/**
 * Run by `polluted-mqtt.test.ts`, in a process of its own: a device's session under one name on `Object.prototype` after the
 * other. It prints what the server says that it was sent.
 */
import { modeCloudKey } from '@bimodal/auth-core';
import { openSession } from '../src/device/mqtt/open-session.ts';

const [scheme = '', port = ''] = process.argv.slice(2);

async function asked(): Promise<string> {
  const session = await openSession(
    {
      device: 4,
      credential: modeCloudKey('test-device-key', { kind: 'device' }),
      address: { scheme: scheme === 'ws' ? 'ws' : 'mqtt', hostname: '127.0.0.1', port: Number(port) },
      ca: undefined,
    },
    new AbortController().signal,
  );
  const { promise, resolve } = Promise.withResolvers<string>();
  await session.subscribe('t', resolve);
  await session.publish('u', 'payload', 1);
  const told = await promise;
  await session.end();
  return told;
}

/** Without those that break streams and events of Node themselves, which SECURITY.md lists. */
const harmful: Readonly<Record<string, unknown>> = {
  will: { topic: 'polluted', payload: 'polluted', qos: 0, retain: false },
  properties: { userProperties: { polluted: '1' } },
  reasonCode: 135,
  protocolVersion: 5,
  protocolId: 'polluted',
  bridgeMode: true,
  username: 'polluted',
  password: 'polluted',
  clientId: 'polluted',
  dup: true,
  retain: true,
  path: '/nonexistent/polluted',
  socketPath: '/nonexistent/polluted',
  host: '127.0.0.2',
  hostname: '127.0.0.2',
  port: 1,
  lookup: () => undefined,
  localAddress: '192.0.2.1',
  headers: { 'x-polluted': '1' },
  auth: 'polluted:polluted',
  origin: 'http://polluted.test',
  agent: 'polluted',
  createConnection: 'polluted',
  maxPayload: 1,
  handshakeTimeout: 1,
  followRedirects: true,
};

const told: Record<string, string> = { clean: await asked() };
for (const [name, value] of Object.entries(harmful)) {
  Reflect.set(Object.prototype, name, value);
  let text: string;
  try {
    text = await asked();
  } catch (error) {
    text = String(error);
  }
  Reflect.deleteProperty(Object.prototype, name);
  told[name] = text;
}
process.stdout.write(JSON.stringify(told), () => process.exit());
