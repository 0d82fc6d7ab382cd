import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { operations } from '@bimodal/iot-client/contract';
import { connectAsync } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Emulator } from '../send.ts';
import { callers, startWithCallers, type Keys } from './callers.ts';
import { policies } from './policies.ts';
import { table } from './table.ts';
import { World } from './world.ts';

let folder: string;
let emulator: Emulator;
let keys: Keys;
let world: World;
const sockets: WebSocket[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bimodal-permissions-'));
  ({ emulator, keys } = await startWithCallers(folder));
  world = new World(emulator);
  await world.furnish();
  const { id, apiKey } = emulator.seeds.cloud.device;
  const publisher = await connectAsync(emulator.mqttUrl, {
    protocolVersion: 4,
    username: String(id),
    password: apiKey,
  });
  const request = JSON.stringify({ requestId: 'r', payload: { stream: 'kept' } });
  await publisher.publishAsync(`/devices/${id}/bulkData/sds/request`, request, { qos: 1 });
  await publisher.publishAsync(`/devices/${id}/bulkData/sds`, 'bytes', { qos: 1 });
  await publisher.endAsync();
  // Commands go to a device that is there.
  sockets.push(await opened('/devices/4000/command', apiKey));
});
afterAll(async () => {
  for (const socket of sockets) socket.close();
  await emulator.close();
  await rm(folder, { recursive: true });
});

async function opened(path: string, key: string): Promise<WebSocket> {
  const socket = new WebSocket(emulator.url.replace('http', 'ws') + path, {
    headers: { authorization: `ModeCloud ${key}` },
  });
  await once(socket, 'open');
  return socket;
}

const statusOf = new Map(operations.map(({ id, status = 200 }) => [id, status]));

it('the table has every operation', () => {
  const streams = operations.filter(({ stream }) => stream === 'websocket').map(({ id }) => id);
  const ids = [...table.map(([id]) => id), ...streams];
  expect(ids.toSorted()).toEqual(operations.map(({ id }) => id).toSorted());
});

describe.each(table)('%s', (id, policy, call) => {
  it.each(callers)('by %s', async (caller) => {
    const { method, path, body, keys: own } = await call(world);
    const key = own?.[caller] ?? keys[caller];
    const isForm = body instanceof URLSearchParams;
    const response = await fetch(emulator.url + path, {
      method,
      headers: {
        ...(key === undefined ? {} : { authorization: `ModeCloud ${key}` }),
        ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
      redirect: 'manual',
    });
    const text = await response.text();
    const expected = policy[caller];
    if (expected === 'ok') {
      // A download is a redirect.
      const status = id === 'dataStreams.download' ? 302 : statusOf.get(id);
      expect([response.status, response.status === status ? '' : text]).toEqual([status, '']);
    } else {
      expect(`${response.status} ${(JSON.parse(text) as { reason: string }).reason}`).toBe(expected);
    }
  });
});

describe.each([
  ['events.stream', policies.users, '/userSession/websocket'],
  ['devices.streamCommands', policies.device, '/devices/4000/command'],
  ['deviceKeyValues.stream', policies.device, '/devices/4000/kv'],
])('%s', (_id, policy, path) => {
  it.each(callers)('by %s', async (caller) => {
    const key = keys[caller];
    const headers = key === undefined ? {} : { authorization: `ModeCloud ${key}` };
    const socket = new WebSocket(emulator.url.replace('http', 'ws') + path, { headers });
    const outcome = await new Promise((resolve) => {
      socket.once('open', () => resolve('ok'));
      socket.once('error', () => {});
      socket.once('unexpected-response', (_request, response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const { reason } = JSON.parse(Buffer.concat(chunks).toString()) as { reason: string };
          resolve(`${String(response.statusCode)} ${reason}`);
        });
      });
    });
    socket.terminate();
    expect(outcome).toBe(policy[caller]);
  });
});
