import { InputError } from '@bimodal/auth-core';
import { checkOptionNames, longestTimer, ownCopy } from '@bimodal/auth-core/internal';
import type { IotClientOptions } from '../platform/options.ts';
import type { MqttOptions } from './mqtt-link.ts';
import type { OutboxOptions, WhenFull } from './outbox.ts';

/** How a device is started. */
export interface DeviceOptions extends Omit<IotClientOptions, 'transport' | 'proxy'> {
  /** The device's own id. */
  readonly device: number;
  /**
   * How the platform is reached: `ws` (default) sends events by REST and takes commands from a websocket; `mqtt` does all
   * over one MQTT connection, which is made when it is first needed and stays until `close()`. Over MQTT up to 32 events are
   * under way at once, in order; by REST each waits until the one before was taken.
   */
  readonly transport?: 'ws' | 'mqtt' | undefined;
  /** What `transport: 'mqtt'` is told; another does not look at it. Of a client's own options it takes `credential` and `baseUrl`. */
  readonly mqtt?: MqttOptions | undefined;
  /**
   * The file that events wait in, made if need be, with small ones beside it; one process at a time may use it. It belongs to
   * this device: with events of another one waiting in it, it is refused.
   */
  readonly outbox: string;
  /** Bytes of events that may wait. On the disk they take twice as much at most, and 2 MiB. Default 64 MiB. */
  readonly maxBytes?: number | undefined;
  /**
   * What becomes of a new event when that is reached: `refuse` (default) throws an `OutboxFullError`, `dropOldest` lets the
   * oldest go and counts them in `dropped`.
   */
  readonly whenFull?: WhenFull | undefined;
  /** The longest wait before the first attempt to send anew, in milliseconds; it doubles. Default 500. */
  readonly retryDelay?: number | undefined;
  /** The longest wait before any attempt, in milliseconds. Default 30,000. */
  readonly maxRetryDelay?: number | undefined;
  /**
   * How long the platform may answer 404, or 400 without a reason, to one event after the other before events so answered
   * are given up, in milliseconds: a device that was removed does not fill its disk for ever, and one that is moved loses
   * nothing. Default 3,600,000.
   */
  readonly notFoundPatience?: number | undefined;
  /** Hears of each attempt that failed. `isGivenUp`: the platform refuses the event, and it is gone. */
  readonly onFailure?: ((failure: DeviceFailure) => void) | undefined;
}

/** An event that could not be sent. */
export interface DeviceFailure {
  readonly error: unknown;
  /** Undefined where it is the outbox that could not be read or written: it is tried again. */
  readonly eventType: string | undefined;
  readonly eventData: Readonly<Record<string, unknown>> | undefined;
  readonly isGivenUp: boolean;
}

/** The same, read and checked. */
interface DeviceSettings {
  readonly device: number;
  readonly transport: 'ws' | 'mqtt';
  readonly mqtt: MqttOptions | undefined;
  /** What the client is told. */
  readonly client: IotClientOptions;
  readonly outbox: OutboxOptions;
  readonly backOff: { readonly first: number; readonly most: number };
  readonly notFoundPatience: number;
  readonly onFailure: DeviceOptions['onFailure'];
}

const optionNames: Readonly<Record<keyof DeviceOptions, true>> = {
  device: true,
  transport: true,
  mqtt: true,
  outbox: true,
  maxBytes: true,
  whenFull: true,
  retryDelay: true,
  maxRetryDelay: true,
  notFoundPatience: true,
  onFailure: true,
  credential: true,
  baseUrl: true,
  timeout: true,
  retries: true,
  validate: true,
  dispatcher: true,
  userAgent: true,
  headers: true,
  before: true,
  allowInsecureHttp: true,
  maxBodyBytes: true,
  stallTimeout: true,
  limiter: true,
};
const example = "new Device({ device: 42, outbox: './outbox.sqlite', credential: modeCloudKey(key) })";

/** @throws InputError for what cannot be. */
export function readDeviceOptions(options: DeviceOptions): DeviceSettings {
  if (typeof options !== 'object' || options === null) {
    throw new InputError(`Pass options as an object: ${example}.`);
  }
  const own = ownCopy(options);
  checkOptionNames(own, optionNames, 'a device');
  const { device, transport = 'ws', mqtt, outbox: file, maxBytes, whenFull = 'refuse', ...others } = own;
  const { retryDelay, maxRetryDelay, notFoundPatience, onFailure, ...client } = ownCopy(others);
  if (transport !== 'ws' && transport !== 'mqtt') {
    throw new InputError("The `transport` of a device is 'ws' or 'mqtt'.");
  }
  if (typeof file !== 'string' || file === '') {
    throw new InputError(`The option \`outbox\` of a device is the file that events wait in: ${example}.`);
  }
  if (whenFull !== 'refuse' && whenFull !== 'dropOldest') {
    throw new InputError("The option `whenFull` of a device is 'refuse' or 'dropOldest'.");
  }
  return {
    device: idOf(device),
    transport,
    mqtt,
    client,
    outbox: {
      file,
      device: idOf(device),
      whenFull,
      maxBytes: positive('maxBytes', maxBytes ?? 64 * 1024 * 1024),
    },
    backOff: {
      first: positive('retryDelay', retryDelay ?? 500, longestTimer),
      most: positive('maxRetryDelay', maxRetryDelay ?? 30_000, longestTimer),
    },
    notFoundPatience: positive('notFoundPatience', notFoundPatience ?? 3_600_000),
    onFailure,
  };
}

function positive(name: string, value: number, most: number = Number.MAX_SAFE_INTEGER): number {
  if (typeof value === 'number' && value >= 1 && value <= most) return value;
  throw new InputError(`The option \`${name}\` of a device has to be a number from 1 to ${most}.`);
}

function idOf(device: number): number {
  if (Number.isSafeInteger(device) && device > 0) return device;
  throw new InputError(`The option \`device\` of a device is its id, a whole number from 1 on: ${example}.`);
}
