import { ConnectionError, InputError } from '@bimodal/auth-core';
import { ownCopy, onlyOnce } from '@bimodal/auth-core/internal';
import type { CommandStream } from '../streams/command-stream.ts';
import type { StreamOptions } from '../streams/stream-options.ts';
import type { BulkDataOptions, BulkDataRequestOptions, BulkDataResponse } from './bulk-data/bulk-data.ts';
import { eventTextOf } from './event-text.ts';
import type { KeyValueMirror } from './key-values/key-value-mirror.ts';
import type { Link } from './link.ts';
import { readDeviceOptions, type DeviceOptions } from './device-options.ts';
import { mqttLink } from './mqtt-link.ts';
import { Outbox, type WaitingEvent } from './outbox.ts';
import { patient } from './patient.ts';
import { restLink } from './rest-link.ts';
import { sendEvents } from './send-events.ts';
import { tell } from './tell.ts';

/**
 * What runs on the hardware: it sends events, and takes commands.
 *
 * ```ts
 * const device = new Device({ device: 42, outbox: './outbox.sqlite', credential: modeCloudKey(key) });
 * device.sendEvent('reading', { celsius: 21.5, at: new Date().toISOString() });
 * for await (const item of device.commands()) if (item.type === 'command') console.log(item.command.action);
 * ```
 *
 * Events go through the outbox: once `sendEvent` returns, the event survives `kill -9`, a power failure, and days without
 * a network. They are sent in order, at least once. The platform stamps an event with the time at which it takes it in, so
 * one that was measured offline should carry its own time.
 *
 * One that the platform refuses for what is in it (400, 413, 422), or that cannot be sent at all, is given up, and one that
 * it has no device for (404) once that has lasted for `notFoundPatience`; so is one answered 400 without a reason, which a
 * server also says of a request of which the network lost the end. `onFailure` hears of all. MQTT 3.1.1 has no way to refuse a
 * message.
 *
 * Import it from `@bimodal/iot-client/device`. It uses `node:sqlite`, of which Node 22 warns that it is experimental.
 */
export class Device implements AsyncDisposable {
  readonly #link: Link;
  readonly #outbox: Outbox;
  readonly #stop = new AbortController();
  readonly #sending: Promise<void>;
  readonly #flushing = new Set<() => void>();
  #wake: (() => void) | undefined;

  /** @throws InputError where the outbox cannot be used, or an option cannot be. */
  constructor(options: DeviceOptions) {
    const { device, transport, mqtt, client, outbox, onFailure, ...sending } = readDeviceOptions(options);
    this.#link = transport === 'mqtt' ? mqttLink(device, client, mqtt ?? {}) : restLink(device, client);
    this.#outbox = new Outbox(outbox);
    const { signal } = this.#stop;
    const shipping = {
      ...sending,
      open: () => this.#link.open(signal),
      room: this.#link.room,
      wait: () => this.#woken(),
      idle: () => this.#idle(),
      failed: (error: unknown, event: WaitingEvent | undefined, isGivenUp: boolean) => {
        const eventData = event?.eventData === undefined ? undefined : parsed(event.eventData);
        tell(onFailure, { error, eventType: event?.eventType, eventData, isGivenUp });
      },
    };
    this.#sending = sendEvents(this.#outbox, shipping, signal);
  }

  /** How many events wait; once it is closed, how many then did. */
  get waiting(): number {
    return this.#outbox.size;
  }

  /** How many events made room for newer ones since the start. */
  get dropped(): number {
    return this.#outbox.dropped;
  }

  /**
   * Accepts an event: once this returns, it is on the disk, and will be sent.
   *
   * @throws OutboxFullError where the outbox has no room. @throws OutboxError where the disk refuses it. @throws InputError
   * for what no event is.
   */
  sendEvent(eventType: string, eventData?: Readonly<Record<string, unknown>>): void {
    if (this.#stop.signal.aborted) throw new InputError('The device is closed: it accepts no more events.');
    if (typeof eventType !== 'string' || eventType === '') throw new InputError('An event has a type.');
    this.#outbox.add(eventType, eventData === undefined ? undefined : eventTextOf(eventData));
    this.#wake?.();
  }

  /**
   * The commands to this device; see `devices.streamCommands`. While it is open the device counts as connected; over MQTT,
   * while the connection is there. Unlike other streams, it waits for its first connection as long as a timer can be (24
   * days) unless `timeout` says otherwise: hardware may start without a network.
   */
  commands(options?: StreamOptions): CommandStream {
    return this.#link.commands(patient(options));
  }

  /**
   * The device's key-value store, mirrored. How that is done depends on the transport: see `KeyValueMirror`. It waits for its
   * first connection as `commands` does.
   */
  keyValues(options?: StreamOptions): KeyValueMirror {
    return this.#link.keyValues(patient(options));
  }

  /**
   * Sends bytes to the smart modules that have this bulk data label; with `transport: 'mqtt'`. They are not kept: they are
   * sent now, or this throws.
   *
   * Source: observed (MODE's Go client).
   *
   * @throws ConnectionError where there is no connection, or the platform did not confirm them; it may have them or not.
   * @throws InputError for a label that is none, and with any other transport: nothing is known of bulk data by REST.
   */
  async sendBulkData(label: string, data: Uint8Array | string, options: BulkDataOptions = {}): Promise<void> {
    await this.#link.bulkData.send(label, data, options);
  }

  /**
   * Asks the smart module that has this bulk data label, for instance to open a stream, and waits for its answer; with
   * `transport: 'mqtt'`. What is asked and answered depends on the module.
   *
   * Source: observed (MODE's Go client).
   *
   * @throws TimeoutError where nothing was answered in time. @throws ConnectionError and InputError as `sendBulkData` does.
   */
  async requestBulkData(
    label: string,
    payload: Readonly<Record<string, unknown>> = {},
    options: BulkDataRequestOptions = {},
  ): Promise<BulkDataResponse> {
    return this.#link.bulkData.request(label, payload, options);
  }

  /**
   * Fulfilled once nothing waits; rejected with `signal.reason`, where one is given and aborted.
   *
   * @throws ConnectionError where the device is closed while something waits.
   */
  async flush(options: { readonly signal?: AbortSignal | null | undefined } = {}): Promise<void> {
    const { signal } = ownCopy(options);
    signal?.throwIfAborted();
    if (this.#outbox.size === 0) return;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const abort = (): void => reject(signal?.reason);
    const closed = (): void => {
      reject(
        new ConnectionError('The device was closed: what still waits is sent at the next start.', {
          sent: false,
        }),
      );
    };
    const stop = this.#stop.signal;
    this.#flushing.add(resolve);
    stop.addEventListener('abort', closed, onlyOnce);
    if (stop.aborted) closed();
    signal?.addEventListener('abort', abort, onlyOnce);
    try {
      await promise;
    } finally {
      this.#flushing.delete(resolve);
      stop.removeEventListener('abort', closed);
      signal?.removeEventListener('abort', abort);
    }
  }

  /** Stops sending; what still waits is sent at the next start. */
  async close(): Promise<void> {
    this.#stop.abort();
    this.#wake?.();
    await Promise.all([this.#sending, this.#link.close()]);
    this.#outbox.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #woken(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  #idle(): void {
    for (const resolve of this.#flushing) resolve();
  }
}

function parsed(eventData: string): Readonly<Record<string, unknown>> {
  return JSON.parse(eventData) as Record<string, unknown>;
}
