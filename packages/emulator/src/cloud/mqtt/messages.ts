import { Refusal } from '../../server/refusal.ts';
import { deviceStore, remove, save } from '../key-values.ts';
import { takeEvent } from '../messages.ts';
import type { CloudParts } from '../parts.ts';

/** A topic of a device: `/devices/{id}/command` and so on. */
export interface Topic {
  readonly name: 'command' | 'event' | 'kv' | 'bulkData' | 'bulkData/request' | 'bulkData/response' | 'data';
}

const patterns: readonly (readonly [RegExp, Topic['name']])[] = [
  [/^command$/, 'command'],
  [/^event$/, 'event'],
  [/^kv$/, 'kv'],
  [/^bulkData\/[^/+#]+$/, 'bulkData'],
  [/^bulkData\/[^/+#]+\/request$/, 'bulkData/request'],
  [/^bulkData\/[^/+#]+\/response$/, 'bulkData/response'],
  [/^data$/, 'data'],
];

/** The topic, if it is one of this device's own. */
export function topicOf(topic: string, deviceId: number | undefined): Topic | undefined {
  const start = `/devices/${deviceId}/`;
  if (deviceId === undefined || !topic.startsWith(start)) return undefined;
  const rest = topic.slice(start.length);
  const name = patterns.find(([pattern]) => pattern.test(rest))?.[1];
  return name === undefined ? undefined : { name };
}

/**
 * Takes what a device publishes. What cannot be read is overlooked, since MQTT 3.1.1 has no way to refuse it; bulk data is
 * taken and not kept, since nothing public says what becomes of it.
 */
export function takeMessage(
  parts: CloudParts,
  device: { readonly id: number; readonly ip: string },
  { name }: Topic,
  payload: string | Buffer,
): void {
  const message = name === 'event' || name === 'kv' ? objectOf(payload) : undefined;
  if (message === undefined) return;
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
