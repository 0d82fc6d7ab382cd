import type {
  basic,
  CallOptions,
  ClientOptions,
  modeCloudKey,
  Profile,
  signatureToken,
} from '@bimodal/auth-core';
import type { BulkDataRequestOptions, DeviceOptions, MqttOptions } from '../src/device/index.ts';
import type { IotClientOptions, IotRequest } from '../src/index.ts';
import type { StreamOptions } from '../src/streams/stream-options.ts';

/** Names of optional properties that cannot be said to be undefined, as `exactOptionalPropertyTypes` takes it. */
type Exact<T> = {
  [K in keyof T]-?: object extends Pick<T, K> ? (undefined extends Required<T>[K] ? never : K) : never;
}[keyof T];
type None<T extends never> = T;

/** People hand on what they may not have: `{ timeout: settings.timeout }`. */
export type Undefined = [
  None<Exact<CallOptions>>,
  None<Exact<ClientOptions>>,
  None<Exact<IotClientOptions>>,
  None<Exact<IotRequest>>,
  None<Exact<DeviceOptions>>,
  None<Exact<MqttOptions>>,
  None<Exact<BulkDataRequestOptions>>,
  None<Exact<StreamOptions>>,
  None<Exact<Parameters<typeof basic>[0]>>,
  None<Exact<Parameters<typeof signatureToken>[0]>>,
  None<Exact<NonNullable<Parameters<typeof modeCloudKey>[1]>>>,
  None<Exact<Profile>>,
];
