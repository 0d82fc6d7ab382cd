import { cloudDefault } from '@bimodal/auth-core';
import { Engine, EngineCaller } from '@bimodal/auth-core/internal';
import { facts } from '../platform/facts.ts';
import { DeviceKeyValueOperations } from '../gen/device-key-values.ts';
import { DeviceOperations } from '../gen/devices.ts';
import { ownOptions, type IotClientOptions } from '../platform/options.ts';
import { openCommandStream } from '../streams/command-stream.ts';
import { OpenStreams } from '../streams/open-streams.ts';
import { noBulkData } from './bulk-data/bulk-data.ts';
import { connectToStore } from './key-values/connect-to-store.ts';
import { KeyValueMirror } from './key-values/key-value-mirror.ts';
import type { Link } from './link.ts';

/** Events by REST, commands and the key-value store by websocket. */
export function restLink(device: number, options: IotClientOptions): Link {
  const own = ownOptions(options);
  const engine = new Engine(facts, own, own.credential ?? cloudDefault());
  const caller = new EngineCaller(engine);
  const devices = new DeviceOperations(caller);
  const store = new DeviceKeyValueOperations(caller);
  const streams = new OpenStreams();
  return {
    // Requests are answered in any order: with two under way the second might be taken first.
    room: { events: 1, size: 1 },
    open: (signal) =>
      Promise.resolve(({ eventType, eventData }) =>
        devices.sendEvent(
          {
            device,
            eventType,
            ...(eventData === undefined
              ? {}
              : { eventData: JSON.parse(eventData) as Record<string, unknown> }),
          },
          { signal, retries: 0 },
        ),
      ),
    commands: (stream) => streams.add(openCommandStream(caller, { device }, stream)),
    keyValues(stream) {
      const { connect, write } = connectToStore(caller, store, device);
      return streams.add(new KeyValueMirror(connect, write, stream));
    },
    bulkData: noBulkData,
    async close() {
      await streams.close();
      await engine.close();
    },
  };
}
