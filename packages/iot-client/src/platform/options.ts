import { InputError, type ClientOptions } from '@bimodal/auth-core';
import { ownCopy } from '@bimodal/auth-core/internal';

/** What an `IotClient` can be told. */
export interface IotClientOptions extends ClientOptions {}

/** A request that no method of the client makes. */
export interface IotRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Such as `/homes/{home}/members`: names in braces are filled from the input. */
  readonly path: string;
  /** What fills the path; the rest is a query for GET and DELETE, else a JSON body. */
  readonly input?: Readonly<Record<string, unknown>> | undefined;
  /** Whether it may be sent again after a failure. Default: only a GET. */
  readonly idempotent?: boolean | undefined;
}

/** A copy of options by own keys: a prototype polluted later, or an object changed later, changes no client. @throws InputError for what is no object. */
export function ownOptions(options: IotClientOptions): IotClientOptions {
  if (typeof options !== 'object') {
    throw new InputError('Pass options as an object: new IotClient({ credential: modeCloudKey(key) }).');
  }
  return ownCopy(options);
}

/** The same with an input of its own. */
export function improvised(
  request: IotRequest,
): IotRequest & { readonly input: Readonly<Record<string, unknown>> } {
  const { input = {}, ...asked } = ownCopy(request);
  return { ...asked, input };
}
