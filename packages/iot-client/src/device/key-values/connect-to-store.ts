import { StatusError } from '@bimodal/auth-core';
import type { DeviceKeyValueOperations } from '../../gen/device-key-values.ts';
import { connectTo, type SocketOpener } from '../../streams/connect.ts';
import type { Connect } from '../../streams/connection.ts';
import type { Write } from './key-value-mirror.ts';
import { PolledStore } from './polled-store.ts';
import { writeByRest } from './write-by-rest.ts';

/** How a mirror follows a store, and writes to it. */
interface StoreLine {
  readonly connect: Connect;
  readonly write: Write;
}

/**
 * A device's store by the websocket that the platform is said to have; where it refuses that, by asking for the whole store
 * again and again. It is written by REST either way.
 */
export function connectToStore(
  opener: SocketOpener,
  store: DeviceKeyValueOperations,
  device: number,
): StoreLine {
  const bySocket = connectTo(opener, 'deviceKeyValues.stream', { device });
  const polled = new PolledStore((signal) => store.list({ device }, { signal, retries: 0 }).toArray());
  const byRest = writeByRest(store, device);
  let hasSocket = true;
  return {
    async connect(stop) {
      if (!hasSocket) return polled.connect(stop);
      try {
        return await bySocket(stop);
      } catch (error) {
        if (!isAbsent(error)) throw error;
        // A device that is not there, or may not read its store, is told so now.
        const connection = await polled.connect(stop);
        hasSocket = false;
        return connection;
      }
    },
    async write(write) {
      await byRest(write);
      polled.wrote(write);
    },
  };
}

/** Whether the answer to the handshake says that there is no such websocket: it may be any that is not about the caller. */
function isAbsent(error: unknown): boolean {
  return StatusError.isInstance(error) && [400, 404, 405, 426, 501].includes(error.status);
}
