import { Refusal } from '../../server/refusal.ts';
import { deviceStore, remove, save } from '../devices/key-values.ts';
import { takeEvent } from '../people/messages.ts';
import type { CloudParts } from '../kernel/parts.ts';

/** A topic of a device: `/devices/{id}/command` and so on. */
export interface Topic {
  readonly name: 'command' | 'event' | 'kv' | 'bulkData' | 'bulkData/request' | 'bulkData/response' | 'data';
  /** Of bulk data. */
  readonly label?: string | undefined;
}

/** Who publishes. */
interface Publisher {
  readonly id: number;
  readonly ip: string;
  /** Sends a message to it, under a topic of its own; nobody hears it who has not subscribed. */
  tell(topic: string, message: object): void;
}

const patterns: readonly (readonly [RegExp, Topic['name']])[] = [
  [/^command$/, 'command'],
  [/^event$/, 'event'],
  [/^kv$/, 'kv'],
  [/^bulkData\/(?<label>[^/+#]+)$/, 'bulkData'],
  [/^bulkData\/(?<label>[^/+#]+)\/request$/, 'bulkData/request'],
  [/^bulkData\/(?<label>[^/+#]+)\/response$/, 'bulkData/response'],
  [/^data$/, 'data'],
];

/** The topic, if it is one of this device's own. */
export function topicOf(topic: string, deviceId: number | undefined): Topic | undefined {
  const start = `/devices/${deviceId}/`;
  if (deviceId === undefined || !topic.startsWith(start)) return undefined;
  const rest = topic.slice(start.length);
  for (const [pattern, name] of patterns) {
    const match = pattern.exec(rest);
    if (match) return { name, label: match.groups?.['label'] };
  }
  return undefined;
}

/** Takes what a device publishes. What cannot be read is overlooked, since MQTT 3.1.1 has no way to refuse it. */
export function takeMessage(
  parts: CloudParts,
  device: Publisher,
  { name, label = '' }: Topic,
  payload: string | Buffer,
): void {
  if (name === 'bulkData') return parts.bulkData.take(device.id, label, Buffer.from(payload));
  const message = ['event', 'kv', 'bulkData/request'].includes(name) ? objectOf(payload) : undefined;
  if (message === undefined) return;
  if (name === 'bulkData/request') {
    const answer = parts.bulkData.answer(device.id, label, message);
    if (answer !== undefined) device.tell(`bulkData/${label}/response`, answer);
    return;
  }
  if (name === 'event') {
    const { eventType, eventData } = message;
    if (typeof eventType !== 'string' || eventType === '') return;
    takeEvent(parts, device.id, device.ip, { eventType, ...(isObject(eventData) ? { eventData } : {}) });
    return;
  }
  const { action, key, value } = message;
  if (typeof key !== 'string') return;
  const store = deviceStore(parts);
  try {
    if (action === 'set') save(parts.db, store, device.id, key, value);
    if (action === 'delete') remove(parts.db, store, device.id, key);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

function objectOf(payload: string | Buffer): Readonly<Record<string, unknown>> | undefined {
  try {
    const message: unknown = JSON.parse(payload.toString('utf8'));
    return isObject(message) ? message : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
