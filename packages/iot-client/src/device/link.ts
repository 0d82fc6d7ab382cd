import type { CommandStream } from '../streams/command-stream.ts';
import type { StreamOptions } from '../streams/stream-options.ts';
import type { KeyValueMirror } from './key-values/key-value-mirror.ts';
import type { WaitingEvent } from './outbox.ts';

/** How a device reaches the platform. */
export interface Link {
  /** Fulfilled once the platform has taken the event. */
  send(event: WaitingEvent, stop: AbortSignal): Promise<unknown>;
  commands(options: StreamOptions | undefined): CommandStream;
  /** @throws InputError where there is none. */
  keyValues(options: StreamOptions | undefined): KeyValueMirror;
  /** Closes its streams, and says goodbye. */
  close(): Promise<void>;
}
