import type { ClientOptions } from '@bimodal/auth-core';

/** What an `IotClient` can be told. */
export interface IotClientOptions extends ClientOptions {}

/** A copy of options by own keys: a prototype polluted later, or an object changed later, changes no client. */
export function ownOptions(options: IotClientOptions): IotClientOptions {
  return Object.assign(Object.create(null) as object, options);
}
