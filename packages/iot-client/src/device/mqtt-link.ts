import { cached, cloudDefault, Credential, given } from '@bimodal/auth-core';
import { ownCopy } from '@bimodal/auth-core/internal';
import type { IotClientOptions } from '../platform/options.ts';
import { readCommand } from '../streams/command-stream.ts';
import type { Connect } from '../streams/connection.ts';
import { LiveStream } from '../streams/live-stream.ts';
import { OpenStreams } from '../streams/open-streams.ts';
import { mqttBulkData } from './bulk-data/mqtt-bulk-data.ts';
import { KeyValueMirror } from './key-values/key-value-mirror.ts';
import type { Link } from './link.ts';
import { readMqttUrl } from './mqtt/address.ts';
import { MqttLine } from './mqtt/line.ts';
import { orAborted } from './or-aborted.ts';
import { MqttSubscription } from './mqtt/subscription.ts';

/** How a device speaks MQTT. */
export interface MqttOptions {
  /**
   * `mqtts://host`, `wss://host`, or `mqtt:` and `ws:` to this machine; nothing but scheme, host and port. Default
   * `MODE_CLOUD_MQTT_URL` for a key that is `MODE_CLOUD_KEY`, else `mqtts://mqtt.tinkermode.com`, for a key of the platform's own.
   * A key that is bound to an origin goes to that host only.
   */
  readonly url?: string | undefined;
  /** A certificate authority of your own, as PEM; it takes the place of those that Node trusts. */
  readonly ca?: string | undefined;
  /** Sends the key over `mqtt:` and `ws:` to other machines than this one (default false). */
  readonly allowInsecure?: boolean | undefined;
}

/** One connection keeps the order (QoS 1), so that no event waits for the round trip of the one before. */
const room = { events: 32, size: 256 * 1024 };

/** Events, commands, the key-value store and bulk data over one MQTT connection. */
export function mqttLink(device: number, client: IotClientOptions, options: MqttOptions): Link {
  const { credential, baseUrl } = ownCopy(client);
  const { url, ca, allowInsecure = false } = ownCopy(options);
  const line = new MqttLine({
    device,
    provider: Credential.isInstance(credential) ? given(credential) : cached(credential ?? cloudDefault()),
    address: url === undefined ? undefined : readMqttUrl(url, allowInsecure),
    allowInsecure,
    baseUrl,
    ca,
  });
  const streams = new OpenStreams();
  const topic = (name: string): string => `/devices/${device}/${name}`;
  const subscribe =
    (name: string): Connect =>
    async (stop) => {
      const opening = MqttSubscription.open(await orAborted(line.session(), stop), topic(name));
      // One that comes too late is not left behind.
      opening.then(
        (subscription) => stop.aborted && subscription.close(),
        () => {},
      );
      return orAborted(opening, stop);
    };
  return {
    room,
    async open(stop) {
      const session = await orAborted(line.session(), stop);
      return ({ eventType, eventData }) => {
        const data = eventData === undefined ? '' : `,"eventData":${eventData}`;
        return session.publish(topic('event'), `{"eventType":${JSON.stringify(eventType)}${data}}`);
      };
    },
    commands: (stream) => streams.add(new LiveStream(subscribe('command'), readCommand, stream)),
    keyValues: (stream) =>
      streams.add(
        new KeyValueMirror(
          subscribe('kv'),
          async (write) => (await line.session()).publish(topic('kv'), JSON.stringify(write)),
          stream,
        ),
      ),
    bulkData: mqttBulkData(device, () => line.session()),
    async close() {
      await Promise.all([streams.close(), line.close()]);
    },
  };
}
