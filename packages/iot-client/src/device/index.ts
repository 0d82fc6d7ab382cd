export type { BulkDataOptions, BulkDataRequestOptions, BulkDataResponse } from './bulk-data/bulk-data.ts';
export { Device } from './device.ts';
export type { DeviceFailure, DeviceOptions } from './device-options.ts';
export type { KeyValueChange, KeyValueMirror } from './key-values/key-value-mirror.ts';
export type { MqttOptions } from './mqtt-link.ts';
export { OutboxError } from './outbox-error.ts';
export { OutboxFullError } from './outbox-full-error.ts';
export type { WhenFull } from './outbox.ts';
