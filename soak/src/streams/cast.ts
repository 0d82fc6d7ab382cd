import { IotClient, modeCloudKey } from '@bimodal/iot-client';
import type { Device } from '@bimodal/iot-client/device';
import type { FaultProxy } from '../proxy/fault-proxy.ts';
import type { Home } from './home.ts';
import { Listening } from './listening.ts';
import { sendNumbered, startDevice, type Start } from './running-device.ts';
import type { Sent } from './witness.ts';

/** How soon a stream notices that a connection is gone, and comes back, in milliseconds. */
const quick = { pingInterval: 500, pongTimeout: 400, reconnectDelay: 20, maxReconnectDelay: 300 };

/** The ways to the server, one for each part. */
export interface Proxies {
  readonly events: FaultProxy;
  readonly commands: FaultProxy;
  readonly device: FaultProxy;
}

/** A stream, the way that its connections take, and what the server sent to those who were connected. */
export interface Heard {
  readonly listening: Listening;
  readonly proxy: FaultProxy;
  readonly sent: readonly Sent[];
}

/** Who runs through the proxies: a stream of a user's events, one of a device's commands, and a device with its own. */
export class Cast {
  /** Every stream so far; a device that starts anew opens another. */
  readonly heard: Heard[] = [];
  /** What the events that the device has accepted have to say, as JSON, in order. */
  readonly accepted: string[] = [];
  readonly #proxies: Proxies;
  readonly #home: Home;
  readonly #start: Start;
  readonly #user: IotClient;
  readonly #hardware: IotClient;
  #device: Device;

  constructor(proxies: Proxies, home: Home, start: Omit<Start, 'url' | 'device'>) {
    this.#proxies = proxies;
    this.#home = home;
    this.#start = { ...start, url: proxies.device.url, device: home.device };
    const { device, events, commands } = home;
    this.#user = new IotClient({ baseUrl: proxies.events.url, credential: modeCloudKey(home.userToken) });
    this.#hardware = new IotClient({
      baseUrl: proxies.commands.url,
      credential: modeCloudKey(device.apiKey),
    });
    const toEvents = new Listening('the stream of events', this.#user.events.stream(quick));
    const toCommands = new Listening(
      'the stream of commands',
      this.#hardware.devices.streamCommands({ device: device.id }, quick),
    );
    this.heard.push(
      { listening: toEvents, proxy: proxies.events, sent: events.sent },
      { listening: toCommands, proxy: proxies.commands, sent: commands.sent },
    );
    this.#device = this.#begin();
  }

  /** The streams that are open. */
  get open(): readonly Heard[] {
    return this.heard.filter((each, at) => at < 2 || at === this.heard.length - 1);
  }

  /** How many events of the device wait. */
  get waiting(): number {
    return this.#device.waiting;
  }

  send(size: number): void {
    this.accepted.push(sendNumbered(this.#device, this.accepted.length, size));
  }

  /** Starts the device anew, once it is closed. */
  restart(): void {
    this.#device = this.#begin();
  }

  closeDevice(): Promise<void> {
    return this.#device.close();
  }

  /** Closes everything: what streams are open, their client closes. */
  async close(): Promise<void> {
    await Promise.all([this.#user.close(), this.#hardware.close(), this.#device.close()]);
  }

  #begin(): Device {
    const device = startDevice(this.#start);
    this.heard.push({
      listening: new Listening(`the device's commands (${this.#start.way})`, device.commands(quick)),
      proxy: this.#proxies.device,
      sent: this.#home.commands.sent,
    });
    return device;
  }
}
