import type { CommandStream } from '../streams/command-stream.ts';
import type { StreamOptions } from '../streams/stream-options.ts';
import type { BulkData } from './bulk-data/bulk-data.ts';
import type { KeyValueMirror } from './key-values/key-value-mirror.ts';
import type { Room, Send } from './pipeline.ts';

/** How a device reaches the platform. */
export interface Link {
  /** How much may be under way without losing its order. */
  readonly room: Room;
  /** A way for events. What is sent over it arrives in order, and nothing does after the first that failed. */
  open(stop: AbortSignal): Promise<Send>;
  commands(options: StreamOptions | undefined): CommandStream;
  keyValues(options: StreamOptions | undefined): KeyValueMirror;
  readonly bulkData: BulkData;
  /** Closes its streams, and says goodbye. */
  close(): Promise<void>;
}
