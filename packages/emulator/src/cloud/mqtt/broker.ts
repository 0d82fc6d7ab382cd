import { Aedes, type AuthenticateError, type Client } from 'aedes';
import { EventEmitter } from 'node:events';
import { Socket } from 'node:net';
import type { Faults } from '../../faults/faults.ts';
import { bodyLimit } from '../../server/body.ts';
import { homesOfDevice } from '../homes/home-ids.ts';
import { identify } from '../kernel/identity.ts';
import { wholeStore } from '../devices/key-values.ts';
import type { CloudParts } from '../kernel/parts.ts';
import { liveClient } from './live-client.ts';
import { takeMessage, topicOf, type Topic } from './messages.ts';
import { meetMishap, returnCode } from './mishap.ts';

/**
 * MQTT as the platform speaks it: 3.1.1, a device's id as the user name and its key as the password; no sessions, wills or
 * retained messages. Nothing goes from device to device: what a device publishes is for the platform, and what it hears
 * comes from there.
 */
export async function openBroker(parts: CloudParts, faults: Faults): Promise<Aedes> {
  const devices = new WeakMap<Client, Connected>();
  const targetOf = (operation: string, path: string, device: number) => ({
    operations: [operation],
    path,
    device,
    homes: () => homesOfDevice(parts.db, device),
  });
  const broker = await Aedes.createBroker({
    preConnect(_client, packet, done) {
      // 3.1 is refused, as the library refuses 5 by itself: with return code 1.
      if (packet.protocolVersion !== 4) packet.protocolVersion = 5;
      // The platform asks for an empty one; whatever is sent, no device pushes another out.
      packet.clientId = '';
      packet.clean = true;
      delete packet.will;
      done(null, true);
    },

    authenticate(client, username, password, done) {
      const target = targetOf('mqtt.connect', `/devices/${username}`, idIn(username));
      meetMishap(faults, target, ({ isDropped, isSilent, status }) => {
        if (isDropped) return void client.conn.destroy();
        if (isSilent) return undefined;
        if (status !== undefined) return done(refusal(returnCode(status)), null);
        const identity = identify(parts.db, parts.tokens, password?.toString('utf8'));
        if (identity.kind !== 'device' || String(identity.deviceId) !== username) {
          return done(refusal(returnCode(401)), null);
        }
        devices.set(client, new Connected(client, identity.deviceId));
        return done(null, true);
      });
    },

    authorizePublish(client, packet, done) {
      const device = client && devices.get(client);
      const topic = device && topicOf(packet.topic, device.id);
      if (!device || !topic) return done(new Error('A device publishes under its own topics.'));
      if (packet.qos === 2) return done(new Error('The platform takes QoS 0 and 1.'));
      // As much as a request may have. MQTT 3.1.1 cannot say so: the connection ends.
      if (packet.payload.length > bodyLimit) return done(new Error('The message is too large.'));
      return meetMishap(faults, targetOf('mqtt.publish', packet.topic, device.id), (mishap) => {
        const { isDropped, isSilent, status } = mishap;
        if (isDropped || status !== undefined) return void client.conn.destroy();
        packet.retain = false;
        takeMessage(parts, device, topic, packet.payload);
        // What asks for no confirmation gets none.
        if (isSilent) packet.qos = 0;
        return done();
      });
    },

    authorizeSubscribe(client, subscription, done) {
      const id = devices.get(client)?.id;
      const topic = topicOf(subscription.topic, id);
      const isHeard = topic && ['command', 'kv', 'bulkData/response'].includes(topic.name);
      meetMishap(faults, targetOf('mqtt.subscribe', subscription.topic, id ?? 0), (mishap) => {
        const { isDropped, isSilent, status } = mishap;
        if (isDropped) return void client.conn.destroy();
        if (isSilent) return undefined;
        // None is answered as a failure, with 0x80.
        return done(null, isHeard && status === undefined ? { ...subscription, qos: 0 } : null);
      });
    },

    // What a device published goes to the platform only.
    authorizeForward: (_client, packet) => (Reflect.get(packet, 'clientId') === undefined ? packet : null),
  });

  broker.on('clientReady', (client) => {
    const device = devices.get(client);
    if (!device) return;
    parts.hub.connect(device, device.id, device.ip);
    const target = targetOf('mqtt.connect', `/devices/${device.id}`, device.id);
    device.once('close', faults.opened(liveClient(client, target)));
  });
  broker.on('clientDisconnect', (client) => devices.get(client)?.ended());
  broker.on('subscribe', (subscriptions, client) => {
    const device = devices.get(client);
    for (const { topic, qos } of subscriptions) {
      const found = topicOf(topic, device?.id);
      if (device && found && qos < 128) device.subscribed(found, parts);
    }
  });
  return broker;
}

/** The library's enum of return codes exists as a type only. */
function refusal(code: number): AuthenticateError {
  const error = new Error('The connection is refused.');
  Reflect.set(error, 'returnCode', code);
  return error as AuthenticateError;
}

function idIn(username: string | undefined): number {
  return /^\d+$/.test(username ?? '') ? Number(username) : Number.NaN;
}

/** A device that is connected, as the hub sees it. */
export class Connected extends EventEmitter<{ close: [] }> {
  readonly id: number;
  readonly ip: string;
  readonly #client: Client;
  #hearsCommands = false;
  /** Topics of answers that it listens to; whoever leaves them hears them still, and overlooks them. */
  readonly #answers = new Set<string>();
  #endMirror: (() => void) | undefined;

  constructor(client: Client, id: number) {
    super();
    this.#client = client;
    this.id = id;
    this.ip = client.conn instanceof Socket ? (client.conn.remoteAddress ?? '127.0.0.1') : '127.0.0.1';
  }

  get bufferedAmount(): number {
    return this.#client.conn.writableLength;
  }

  /** A command. */
  send(text: string): void {
    if (this.#hearsCommands) this.#write('command', text);
  }

  /** Called after the subscription was confirmed: the store comes whole first, and then each change. */
  subscribed({ name, label }: Topic, parts: CloudParts): void {
    if (name === 'bulkData/response') this.#answers.add(`bulkData/${label}/response`);
    if (name === 'command') this.#hearsCommands = true;
    if (name !== 'kv') return;
    this.#endMirror?.();
    this.#write('kv', JSON.stringify(wholeStore(parts, this.id)));
    this.#endMirror = parts.hub.mirror(this.id, (change) => this.#write('kv', JSON.stringify(change)));
  }

  tell(topic: string, message: object): void {
    if (this.#answers.has(topic)) this.#write(topic, JSON.stringify(message));
  }

  close(): void {
    this.#client.close();
  }

  terminate(): void {
    this.#client.conn.destroy();
  }

  ended(): void {
    this.#endMirror?.();
    this.emit('close');
  }

  #write(name: string, payload: string): void {
    const topic = `/devices/${this.id}/${name}`;
    this.#client.publish({ cmd: 'publish', topic, payload, qos: 0, retain: false, dup: false }, () => {});
  }
}
