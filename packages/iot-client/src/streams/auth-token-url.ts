import type { CallOptions } from '@bimodal/auth-core';
import type { EngineCaller } from '@bimodal/auth-core/internal';

/** Gives the addresses of websockets with the key in them, when asked. */
export type SocketAddresses = Pick<EngineCaller, 'socketUrl'>;

/** The parameter of a query that the platform takes a key from. Source: observed (the platform's own clients). */
export const authTokenParameter = 'authToken';

/** The address of an operation's websocket with the key as `?authToken=`. */
export function authTokenUrl(
  addresses: SocketAddresses,
  operation: 'events.stream' | 'devices.streamCommands',
  input: unknown,
  options: CallOptions | undefined,
): Promise<string> {
  return addresses.socketUrl(operation, input, authTokenParameter, options);
}
