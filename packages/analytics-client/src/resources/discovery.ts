import type { Caller } from '@bimodal/auth-core';
import type { SignatureTokens } from '../discovery/signature-tokens.ts';
import { DiscoveryOperations } from '../gen/discovery.ts';

/**
 * The Discovery API: what is in a whole workspace, in few requests, about a day old. It needs the Enterprise plan and the
 * API key of an admin; the signature token that it asks for is made at the first call, renewed before it expires, and
 * deleted when the client closes.
 */
export class Discovery extends DiscoveryOperations {
  readonly #tokens: SignatureTokens | undefined;

  /** @param tokens what makes signature tokens; absent where the client was given one. */
  constructor(caller: Caller, tokens?: SignatureTokens) {
    super(caller);
    this.#tokens = tokens;
  }

  /** Deletes the signature token that was made, if there is one; the next call makes another. Never rejects. */
  async deleteToken(): Promise<void> {
    await this.#tokens?.delete();
  }
}
