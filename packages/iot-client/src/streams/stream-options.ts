import { InputError } from '@bimodal/auth-core';
import { checkOptionNames, longestTimer, ownCopy } from '@bimodal/auth-core/internal';
import type { Capacity } from './capacity.ts';
import type { WhenFull } from './inbox.ts';
import type { Persistence } from './keep-connected.ts';

/** What may be said about a stream. Times are in milliseconds. */
export interface StreamOptions {
  /** Ends the stream; reading it then throws `signal.reason`, unchanged. */
  readonly signal?: AbortSignal | null | undefined;
  /**
   * How many items are kept for a reader that is slower than the platform. Default 5,000: more than one read of the socket
   * can bring.
   */
  readonly buffer?: number | undefined;
  /** How many bytes those items may take together, counted as two for a character. Default 67,108,864: 64 MiB. */
  readonly bufferBytes?: number | undefined;
  /**
   * What becomes of the items when the buffer is full. `dropOldest` (default): the oldest go, and a gap stands in their
   * place: what is newest is worth most. `dropNewest`: those that come are not kept, and a gap follows those that are. `fail`:
   * the stream ends, and reading throws a `BufferFullError` behind what is there. The platform itself is never kept waiting.
   */
  readonly whenFull?: 'dropOldest' | 'dropNewest' | 'fail' | undefined;
  /** Between two pings to the platform, where the runtime can send any: a page cannot. Default 30,000. */
  readonly pingInterval?: number | undefined;
  /** How long the platform may take to answer a ping before the connection counts as lost. Default 10,000. */
  readonly pongTimeout?: number | undefined;
  /**
   * Within which the first connection has to be made; afterwards it is tried until the stream is closed. Default 60,000; for a
   * `Device`, whose hardware may start without a network, 24 days.
   */
  readonly timeout?: number | undefined;
  /** The longest wait before the first reconnection; it doubles with each failure. Default 500. */
  readonly reconnectDelay?: number | undefined;
  /** The longest wait before any reconnection. Default 30,000. */
  readonly maxReconnectDelay?: number | undefined;
}

export interface StreamSettings extends Persistence {
  readonly capacity: Capacity;
  readonly whenFull: WhenFull;
  readonly signal: AbortSignal | undefined;
}

const optionNames: Readonly<Record<keyof StreamOptions, true>> = {
  signal: true,
  buffer: true,
  bufferBytes: true,
  whenFull: true,
  pingInterval: true,
  pongTimeout: true,
  timeout: true,
  reconnectDelay: true,
  maxReconnectDelay: true,
};
const policies: readonly unknown[] = ['dropOldest', 'dropNewest', 'fail'] satisfies WhenFull[];

/** @throws InputError for an option that cannot be. */
export function readSettings(given: StreamOptions): StreamSettings {
  const options = ownCopy(given);
  checkOptionNames(options, optionNames, 'a stream');
  const { signal, whenFull = 'dropOldest' } = options;
  if (signal != null && typeof signal.addEventListener !== 'function') {
    throw new InputError('`signal` must be an AbortSignal, such as AbortSignal.timeout(5_000).');
  }
  const number = (name: Exclude<keyof StreamOptions, 'signal' | 'whenFull'>, standard: number): number => {
    const value = options[name] ?? standard;
    if (typeof value === 'number' && value >= 1 && value <= longestTimer) return value;
    throw new InputError(`The stream option \`${name}\` has to be a number from 1 to ${longestTimer}.`);
  };
  if (!policies.includes(whenFull)) {
    throw new InputError('The stream option `whenFull` has to be `dropOldest`, `dropNewest` or `fail`.');
  }
  return {
    whenFull,
    signal: signal ?? undefined,
    capacity: { items: number('buffer', 5000), bytes: number('bufferBytes', 64 * 1024 * 1024) },
    pingInterval: number('pingInterval', 30_000),
    pongTimeout: number('pongTimeout', 10_000),
    timeout: number('timeout', 60_000),
    backOff: { first: number('reconnectDelay', 500), most: number('maxReconnectDelay', 30_000) },
  };
}
