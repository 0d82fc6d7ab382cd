import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator, type Emulator } from '@bimodal/emulator';
import { IotClient, modeCloudKey, type EventStream, type HomeEvent } from '@bimodal/iot-client';
import { AgentProcess } from './agent-process.ts';

export const transports = ['ws', 'mqtt'] as const;
export type Transport = (typeof transports)[number];

/** A platform with somebody's home, and a folder for the state of an agent. */
export class Home implements AsyncDisposable {
  readonly emulator: Emulator;
  readonly person: IotClient;
  readonly state: string;

  private constructor(emulator: Emulator, state: string) {
    this.emulator = emulator;
    this.state = state;
    const { user } = emulator.seeds.cloud;
    this.person = new IotClient({ credential: modeCloudKey(user.token), baseUrl: emulator.url });
  }

  static async open(): Promise<Home> {
    const state = join(await mkdtemp(join(tmpdir(), 'bimodal-test-')), 'state');
    return new Home(await startEmulator({ strict: true }), state);
  }

  /** A token for a device in the home. */
  async token(): Promise<string> {
    const { home, deviceClass } = this.emulator.seeds.cloud;
    const { token } = await this.person.devices.startProvisioning({ home: home.id, deviceClass });
    return token;
  }

  agent(transport: Transport, env: Readonly<Record<string, string>> = {}): AgentProcess {
    const { url, mqttUrl } = this.emulator;
    const where = ['--base-url', url, '--mqtt-url', mqttUrl, '--state', this.state];
    return new AgentProcess(
      [...where, '--transport', transport, '--interval', '0.1', '--speed', '36000'],
      env,
    );
  }

  /** The events of the home from now on. */
  async events(): Promise<EventStream> {
    const events = this.person.events.stream();
    await events.connected;
    return events;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.person.close();
    await this.emulator.close();
    await rm(join(this.state, '..'), { recursive: true });
  }
}

/** Reads on until an event is as it should be. */
export async function until(events: EventStream, isIt: (event: HomeEvent) => boolean): Promise<HomeEvent> {
  const reader = events[Symbol.asyncIterator]();
  for (;;) {
    const { value, done } = await reader.next();
    if (done === true) throw new Error('The events ended.');
    if (value.type === 'event' && isIt(value.event)) return value.event;
  }
}
