import { InputError } from '@bimodal/auth-core';
import type { Persistence } from './keep-connected.ts';

/** What may be said about a stream. Times are in milliseconds. */
export interface StreamOptions {
  /** Ends the stream; reading it then throws `signal.reason`, unchanged. */
  readonly signal?: AbortSignal | undefined;
  /** How many items are kept for a reader that is slower than the platform. Default 1,000. */
  readonly buffer?: number | undefined;
  /** Between two pings to the platform. Default 30,000. */
  readonly pingInterval?: number | undefined;
  /** How long the platform may take to answer a ping before the connection counts as lost. Default 10,000. */
  readonly pongTimeout?: number | undefined;
  /** Within which the first connection has to be made; afterwards it is tried until the stream is closed. Default 60,000. */
  readonly timeout?: number | undefined;
  /** The longest wait before the first reconnection; it doubles with each failure. Default 500. */
  readonly reconnectDelay?: number | undefined;
  /** The longest wait before any reconnection. Default 30,000. */
  readonly maxReconnectDelay?: number | undefined;
}

export interface StreamSettings extends Persistence {
  readonly buffer: number;
  readonly signal: AbortSignal | undefined;
}

/** @throws InputError when a number is no positive number. */
export function readSettings(options: StreamOptions): StreamSettings {
  const number = (name: Exclude<keyof StreamOptions, 'signal'>, standard: number): number => {
    const value = Object.hasOwn(options, name) ? (options[name] ?? standard) : standard;
    if (typeof value === 'number' && value >= 1 && value <= 2 ** 31 - 1) return value;
    throw new InputError(`The stream option \`${name}\` has to be a number from 1 to ${2 ** 31 - 1}.`);
  };
  return {
    signal: Object.hasOwn(options, 'signal') ? options.signal : undefined,
    buffer: number('buffer', 1000),
    pingInterval: number('pingInterval', 30_000),
    pongTimeout: number('pongTimeout', 10_000),
    timeout: number('timeout', 60_000),
    backOff: { first: number('reconnectDelay', 500), most: number('maxReconnectDelay', 30_000) },
  };
}
