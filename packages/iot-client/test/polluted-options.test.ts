import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { Device, type DeviceFailure, type DeviceOptions } from '../src/device/index.ts';
import { CredentialError, IotClient, modeCloudKey, OriginError } from '../src/index.ts';
import { readBackfill } from '../src/streams/backfill/backfill.ts';
import { RawServer } from './raw-server.ts';

const credential = modeCloudKey('test-key');

/** Does something while names are on `Object.prototype`; nothing else runs meanwhile. */
function pollute<T>(names: Readonly<Record<string, unknown>>, work: () => T): T {
  for (const [name, value] of Object.entries(names)) Reflect.set(Object.prototype, name, value);
  try {
    return work();
  } finally {
    for (const name of Object.keys(names)) Reflect.deleteProperty(Object.prototype, name);
  }
}

let outbox: string;
beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bimodal-polluted-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  outbox = join(folder, 'outbox.sqlite');
});

function start(
  names: Readonly<Record<string, unknown>>,
  options: Omit<DeviceOptions, 'device' | 'outbox'>,
): Device {
  const device = pollute(names, () => new Device({ device: 4, outbox, credential, ...options }));
  onTestFinished(() => device.close());
  return device;
}

describe('a prototype that is polluted later', () => {
  it('leads no device’s key to another MQTT server', async () => {
    let connections = 0;
    const trap = createServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    trap.listen(0, '127.0.0.1');
    await once(trap, 'listening');
    onTestFinished(() => void trap.close());
    const url = `mqtt://127.0.0.1:${(trap.address() as AddressInfo).port}`;
    const { promise, resolve } = Promise.withResolvers<DeviceFailure>();
    const device = start(
      { url, allowInsecure: true, mqtt: { url } },
      { transport: 'mqtt', baseUrl: 'https://iot.example.com', onFailure: resolve },
    );
    device.sendEvent('reading', {});
    const { error } = await promise;
    expect(error).toBeInstanceOf(OriginError);
    expect(String(error)).toContain('Where https://iot.example.com speaks MQTT is not known');
    expect(connections).toBe(0);
  });

  it('changes neither how a device sends nor how much it keeps', async () => {
    await using server = await RawServer.start();
    const device = start({ transport: 'mqtt', maxBytes: 1, whenFull: 'dropOldest' }, { baseUrl: server.url });
    for (const celsius of [1, 2, 3]) device.sendEvent('reading', { celsius });
    await pollute({ signal: AbortSignal.abort() }, () => device.flush());
    expect(server.requests.map(({ line }) => line)).toEqual(Array(3).fill('PUT /devices/4/event HTTP/1.1'));
    expect(device.dropped).toBe(0);
  });

  it('sends nothing to another app proxy', async () => {
    await using server = await RawServer.start();
    await using cloud = new IotClient({ credential, baseUrl: server.url });
    await cloud.whoAmI();
    await pollute({ home: 3 }, () => cloud.appProxies.request({ method: 'GET', path: '/x', project: 7 }));
    expect(server.requests.at(-1)?.line).toBe('GET /projects/7/appProxy/x HTTP/1.1');
  });

  it('gives no client a key, a place or a profile', async () => {
    await using server = await RawServer.start();
    const names = { MODE_CLOUD_KEY: 'test-key', MODE_CLOUD_BASE_URL: server.url, BIMODAL_PROFILE: 'other' };
    for (const name of Object.keys(names)) vi.stubEnv(name, undefined);
    onTestFinished(() => void vi.unstubAllEnvs());
    await using cloud = new IotClient();
    // What describes operations is there from the first call on: the second reads the environment at once.
    const call = (): Promise<unknown> => cloud.sessions.get().catch((error: unknown) => error);
    for (const found of [await call(), await pollute(names, call)]) {
      expect(found).toBeInstanceOf(CredentialError);
      expect(String(found)).toContain('MODE_CLOUD_KEY is not set; profile: no [cloud.default]');
    }
    expect(server.requests).toEqual([]);
  });

  it('fills no gap otherwise', () => {
    const from = [{ home: 3, module: 'tsdb', series: 's' }];
    const settings = pollute({ limit: 1, margin: 1 }, () => readBackfill({ from }));
    expect(settings).toMatchObject({ limit: 10_000, margin: 5_000 });
  });
});
