import type { WireRequest } from '@bimodal/contract/runtime';
import type { Credential } from '../credentials/credential.ts';
import { keyOf } from '../credentials/key-of.ts';
import { CredentialError } from '../errors/credential-error.ts';
import { authorise } from './authorise.ts';
import type { CredentialSource } from './credential-source.ts';
import type { Exchange } from '../exchange/exchange.ts';

/**
 * The address of a websocket with the key in its query, for whoever can send no header: a browser. Whoever calls this was
 * asked for it by name, and says that the result is a secret. It goes by the same rules as a credential that is sent:
 * its kind, the origin that it is bound to, and plain http.
 */
export async function socketUrl(
  exchange: Exchange,
  request: WireRequest,
  source: CredentialSource,
  parameter: string,
): Promise<string> {
  const { base, credential } = await authorise(exchange, source);
  if (credential === undefined) {
    throw new CredentialError(`${exchange.operation.id} goes without a credential.`, {
      ...exchange.facts(),
      retryable: false,
    });
  }
  return base.origin.replace(/^http/, 'ws') + base.prefix + withKey(request.path, parameter, credential);
}

/** A path with the key in the named parameter of its query: a secret. */
export function withKey(path: string, parameter: string, credential: Credential): string {
  const between = path.includes('?') ? '&' : '?';
  return `${path}${between}${parameter}=${encodeURIComponent(keyOf(credential))}`;
}
