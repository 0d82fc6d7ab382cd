import type { Emulator } from '@bimodal/emulator';
import { IotClient, modeCloudKey } from '@bimodal/iot-client';
import { padding } from './padding.ts';
import { Witness } from './witness.ts';

/** The type of the events that are sent beside the proxies. */
const direct = 'direct';

/** A home with a user and a device of its own; all that reaches it undisturbed. */
export class Home implements AsyncDisposable {
  readonly userToken: string;
  readonly device: { readonly id: number; readonly apiKey: string };
  /** Every event in it, and every command to the device. */
  readonly events: Witness;
  readonly commands: Witness;
  readonly #user: IotClient;
  readonly #hardware: IotClient;
  #messages = 0;

  private constructor(
    user: { readonly token: string; readonly client: IotClient },
    device: { readonly id: number; readonly apiKey: string; readonly client: IotClient },
    witnesses: { readonly events: Witness; readonly commands: Witness },
  ) {
    this.userToken = user.token;
    this.device = { id: device.id, apiKey: device.apiKey };
    this.#user = user.client;
    this.#hardware = device.client;
    this.events = witnesses.events;
    this.commands = witnesses.commands;
  }

  static async in({ url, seeds }: Emulator): Promise<Home> {
    const { projectId, appId, deviceClass, adminKey } = seeds.cloud;
    await using admin = new IotClient({ baseUrl: url, credential: modeCloudKey(adminKey) });
    const { id: userId } = await admin.users.create({ projectId });
    const { token } = await admin.sessions.create({ projectId, appId, userId });
    const client = new IotClient({ baseUrl: url, credential: modeCloudKey(token) });
    const { id: home } = await client.homes.create({ name: 'soak' });
    const provisioning = await client.devices.startProvisioning({ home, deviceClass });
    const { id, apiKey } = await admin.devices.provision({ token: provisioning.token });
    const hardware = new IotClient({ baseUrl: url, credential: modeCloudKey(apiKey) });
    const buffer = 100_000;
    const events = await Witness.of(client.events.stream({ buffer }));
    const commands = await Witness.of(hardware.devices.streamCommands({ device: id }, { buffer }));
    return new Home({ token, client }, { id, apiKey, client: hardware }, { events, commands });
  }

  /** Whether both have heard what was sent beside the proxies. */
  get isComplete(): boolean {
    const heard = [...this.events.sent, ...this.commands.sent].filter(({ text }) => isDirect(text));
    return heard.length === this.#messages;
  }

  async sendEvent(size: number): Promise<void> {
    const eventData = { n: (this.#messages += 1), padding: padding(size) };
    await this.#hardware.devices.sendEvent({ device: this.device.id, eventType: direct, eventData });
  }

  async sendCommand(size: number): Promise<void> {
    const parameters = { n: (this.#messages += 1), at: Date.now(), padding: padding(size) };
    await this.#user.devices.sendCommand({ device: this.device.id, action: direct, parameters });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.#user.close(), this.#hardware.close()]);
  }
}

function isDirect(text: string): boolean {
  const { eventType, action } = JSON.parse(text) as { readonly eventType?: string; readonly action?: string };
  return (eventType ?? action) === direct;
}
