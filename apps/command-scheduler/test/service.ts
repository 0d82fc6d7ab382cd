import { modeCloudKey } from '@bimodal/auth-core';
import type { Emulator } from '@bimodal/emulator';
import { IotClient, type DeviceCommand } from '@bimodal/iot-client';
import { databaseClock, type Clock } from '../src/clock.ts';
import type { Database } from '../src/database/database.ts';
import { startServer } from '../src/http/server.ts';
import type { Log } from '../src/log.ts';
import { startScheduler } from '../src/scheduler.ts';

/** What a test may say of its service. */
export interface TestOptions {
  /** Closed with the service. */
  readonly database: Database;
  readonly clock?: Clock;
  readonly token?: string;
  readonly hosts?: readonly string[];
  readonly log?: Log;
}

/** A service as `main.ts` puts it together, against an emulator. */
export interface TestService {
  readonly url: string;
  /** Calls the API; the answer's JSON is `body`. */
  readonly call: Call;
  close(): Promise<void>;
}

/** Whatever an answer may hold. */
export interface Answer {
  readonly id: number;
  readonly status: string;
  readonly paused: boolean;
  readonly createdAt: string;
  readonly nextRuns: readonly string[];
  readonly last: CommandAnswer | null;
  readonly schedules: readonly Answer[];
  readonly commands: readonly CommandAnswer[];
  readonly next: string | number | null;
  readonly error: { readonly code: string; readonly message: string; readonly field?: string };
}

/** A command of the history. */
export interface CommandAnswer {
  readonly key: string;
  readonly schedule: number;
  readonly dueAt: string;
  readonly outcome: string;
  readonly reason: string | null;
  readonly attempts: number;
}

export type Call = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<{ status: number; body: Answer; headers: Headers }>;

const quiet: Log = () => undefined;

export async function startService(emulator: Emulator, options: TestOptions): Promise<TestService> {
  const { database, clock = databaseClock, token, hosts = [], log = quiet } = options;
  const client = new IotClient({
    credential: modeCloudKey(emulator.seeds.cloud.projectKey),
    baseUrl: emulator.url,
  });
  const scheduler = await startScheduler({ database, client, clock, leaseSeconds: 10, log });
  const server = await startServer({
    database,
    scheduler,
    clock,
    log,
    host: '127.0.0.1',
    port: 0,
    hosts,
    token,
  });
  return {
    url: server.url,
    call: caller(server.url),
    async close() {
      await server.close();
      await scheduler.close();
      await database.close();
      await client.close();
    },
  };
}

export function caller(url: string): Call {
  return async (method, path, body, headers = {}) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? undefined : JSON.parse(text),
    };
  };
}

/** A device that is connected and notes what it is told. */
export interface ConnectedDevice {
  readonly received: DeviceCommand[];
  close(): Promise<void>;
}

export async function connectDevice(emulator: Emulator): Promise<ConnectedDevice> {
  const { id, apiKey } = emulator.seeds.cloud.device;
  const own = new IotClient({ credential: modeCloudKey(apiKey), baseUrl: emulator.url });
  const stream = own.devices.streamCommands({ device: id });
  await stream.connected;
  const received: DeviceCommand[] = [];
  const heard = (async () => {
    for await (const item of stream) if (item.type === 'command') received.push(item.command);
  })();
  return {
    received,
    async close() {
      await own.close();
      await heard;
    },
  };
}
