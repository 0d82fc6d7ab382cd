import { modeCloudKey } from '@bimodal/iot-client';
import { Device, type DeviceFailure } from '@bimodal/iot-client/device';
import { padding } from './padding.ts';
import type { Way } from './scenario.ts';
import type { Sent } from './witness.ts';

/** The type of the events that go through the outbox. */
const numbered = 'numbered';

/** Where a device is started. */
export interface Start {
  readonly way: Way;
  /** Where it connects to. */
  readonly url: string;
  readonly outbox: string;
  readonly device: { readonly id: number; readonly apiKey: string };
  readonly onFailure: (failure: DeviceFailure) => void;
}

export function startDevice({ way, url, outbox, device, onFailure }: Start): Device {
  const mqttUrl = url.replace(/^\w+:/, way === 'mqtt' ? 'mqtt:' : 'ws:');
  return new Device({
    device: device.id,
    credential: modeCloudKey(device.apiKey),
    outbox,
    timeout: 1000,
    retryDelay: 20,
    maxRetryDelay: 300,
    ...(way === 'ws' ? { baseUrl: url } : { transport: 'mqtt', mqtt: { url: mqttUrl } }),
    onFailure,
  });
}

/** Lets a device accept an event. @returns what it has to say, as JSON. */
export function sendNumbered(device: Device, n: number, size: number): string {
  const eventData = { n, padding: padding(size) };
  device.sendEvent(numbered, eventData);
  return JSON.stringify(eventData);
}

/** What arrived of such events, as JSON, in order. */
export function arrivedOf(sent: readonly Sent[]): readonly string[] {
  return sent
    .map(({ text }) => JSON.parse(text) as { readonly eventType: string; readonly eventData: unknown })
    .filter(({ eventType }) => eventType === numbered)
    .map(({ eventData }) => JSON.stringify(eventData));
}
