import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { join } from 'node:path';
import { startEmulator, type Emulator } from '@bimodal/emulator';
import { startDatabase, type TestDatabase } from '@bimodal/test-equipment';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually } from './eventually.ts';
import { caller, connectDevice, type CommandAnswer, type ConnectedDevice } from './service.ts';

let postgres: TestDatabase;
let emulator: Emulator;
let device: ConnectedDevice;
const children: ChildProcess[] = [];
let proxy: Server;

beforeAll(async () => {
  [postgres, emulator] = await Promise.all([startDatabase(), startEmulator()]);
  device = await connectDevice(emulator);
}, 120_000);

afterAll(async () => {
  await Promise.all(children.map(stop));
  proxy.closeAllConnections();
  proxy.close();
  await device.close();
  await emulator.close();
});

/** A process of the service, with what it has said. */
interface Running {
  readonly child: ChildProcess;
  readonly said: { message: string; schedule?: number; url?: string }[];
}

function run(script: 'main.ts' | 'worker.ts', platform: string): Running {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../src', script)], {
    env: {
      ...process.env,
      DATABASE_URL: postgres.url,
      MODE_CLOUD_KEY: emulator.seeds.cloud.projectKey,
      MODE_CLOUD_BASE_URL: platform,
      COMMAND_SCHEDULER_PORT: '0',
      COMMAND_SCHEDULER_LEASE_SECONDS: '3',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const said: Running['said'] = [];
  let rest = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split('\n');
    rest = lines.pop() ?? '';
    said.push(...lines.map((line) => JSON.parse(line)));
  });
  return { child, said };
}

async function stop(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  return child.exitCode;
}

const sent = ({ said }: Running): number =>
  said.filter(({ message }) => message === 'A command was sent.').length;

/**
 * Stands between a worker and the platform, and kills the worker when a command of its has reached the device, before the
 * worker hears of that.
 */
function killAfterSending(worker: () => Running | undefined): Promise<{ url: string; key: Promise<string> }> {
  const { promise: key, resolve } = Promise.withResolvers<string>();
  proxy = createServer(async (request, response) => {
    const body = await buffer(request);
    const answer = await fetch(`${emulator.url}${request.url}`, {
      method: request.method!,
      headers: { authorization: request.headers.authorization!, 'content-type': 'application/json' },
      ...(body.length > 0 ? { body } : {}),
    });
    const victim = worker();
    if (victim && request.method === 'PUT' && sent(victim) > 0) {
      victim.child.kill('SIGKILL');
      resolve(String(JSON.parse(body.toString()).parameters.key));
      return;
    }
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
    response.end(Buffer.from(await answer.arrayBuffer()));
  }).listen(0, '127.0.0.1');
  return once(proxy, 'listening').then(() => ({
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    key,
  }));
}

it(
  'three workers share the work; one is killed; every due command is sent and recorded once',
  { timeout: 180_000 },
  async () => {
    const running: Running[] = [];
    const { url, key } = await killAfterSending(() => running[0]);
    const victim = run('worker.ts', url);
    running.push(victim);
    const service = run('main.ts', emulator.url);
    const third = run('worker.ts', emulator.url);
    const api = await eventually(() => {
      for (const { said } of [victim, third])
        expect(said.map(({ message }) => message)).toContain('Worker started.');
      const found = service.said.map(({ message }) => /http:\S+$/.exec(message)?.[0]).find(Boolean);
      expect(found).toBeDefined();
      return caller(found!);
    });

    const schedules: { id: number; createdAt: number }[] = [];
    for (const name of ['a', 'b', 'c', 'd']) {
      const { body } = await api('POST', '/api/schedules', {
        name,
        device: emulator.seeds.cloud.device.id,
        action: name,
        cron: '* * * * * *',
        catchUp: 'all',
        catchUpLimit: 1000,
        retryWindowSeconds: 20,
        keyParameter: 'key',
      });
      schedules.push({ id: body.id, createdAt: Date.parse(body.createdAt) });
    }

    const lost = await key;
    await once(victim.child, 'exit');
    const history = async (): Promise<readonly CommandAnswer[]> =>
      (await api('GET', '/api/history?limit=500')).body.commands;

    // What it had sent and not recorded, another one sends again.
    await eventually(async () => {
      const [found] = (await history()).filter((command) => command.key === lost);
      expect(found).toMatchObject({ outcome: 'sent' });
      expect(found!.attempts).toBeGreaterThan(1);
      // The others have had their share by now.
      for (const worker of [service, third]) expect(sent(worker)).toBeGreaterThan(0);
    });
    const until = Math.max(...(await history()).map(({ dueAt }) => Date.parse(dueAt)));
    const commands = await eventually(async () => {
      const due = (await history()).filter(({ dueAt }) => Date.parse(dueAt) <= until);
      expect(due.filter(({ outcome }) => outcome !== 'sent')).toEqual([]);
      return due;
    });

    const received = device.received.map(({ parameters }) => String(parameters?.['key']));
    expect(received.filter((each) => each === lost).length).toBeGreaterThan(1);
    const expected = schedules.flatMap(({ id, createdAt }) =>
      secondsBetween(createdAt, until).map((due) => `${id}/${due}`),
    );
    // Recorded once each, and none is missing; each has arrived.
    expect(commands.map(({ key }) => key).toSorted()).toEqual(expected.toSorted());
    expect(expected.filter((each) => !received.includes(each))).toEqual([]);
    expect(await stop(service.child)).toBe(0);
    expect(await stop(third.child)).toBe(0);
  },
);

function secondsBetween(from: number, until: number): string[] {
  const found: string[] = [];
  for (let due = Math.floor(from / 1000) * 1000 + 1000; due <= until; due += 1000)
    found.push(new Date(due).toISOString());
  return found;
}
