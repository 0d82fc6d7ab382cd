import { InputError } from '@bimodal/auth-core';
import { IotClient } from '../iot-client.ts';
import type { IotClientOptions } from '../options.ts';
import type { Link } from './link.ts';

/** Events by REST, commands by websocket. */
export function restLink(device: number, options: IotClientOptions): Link {
  const client = new IotClient(options);
  return {
    // Requests are answered in any order: with two under way the second might be taken first.
    room: { events: 1, size: 1 },
    open: (signal) =>
      Promise.resolve(({ eventType, eventData }) =>
        client.devices.sendEvent(
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
    commands: (stream) => client.devices.streamCommands({ device }, stream),
    keyValues() {
      // Whether the platform has a websocket for it is not known.
      throw new InputError("The key-value store is mirrored over MQTT: give the device `transport: 'mqtt'`.");
    },
    close: () => client.close(),
  };
}
