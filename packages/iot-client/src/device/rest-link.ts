import { IotClient } from '../iot-client.ts';
import type { IotClientOptions } from '../options.ts';
import type { Link } from './link.ts';

/** Events by REST, commands by websocket. */
export function restLink(device: number, options: IotClientOptions): Link {
  const client = new IotClient(options);
  return {
    send: ({ eventType, eventData }, signal) =>
      client.devices.sendEvent(
        {
          device,
          eventType,
          ...(eventData === undefined ? {} : { eventData: JSON.parse(eventData) as Record<string, unknown> }),
        },
        { signal, retries: 0 },
      ),
    commands: (stream) => client.devices.streamCommands({ device }, stream),
    close: () => client.close(),
  };
}
