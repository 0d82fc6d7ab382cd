import type { WireRequest } from '@bimodal/contract/runtime';
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
  const between = request.path.includes('?') ? '&' : '?';
  const query = `${parameter}=${encodeURIComponent(keyOf(credential))}`;
  return base.origin.replace(/^http/, 'ws') + base.prefix + request.path + between + query;
}
