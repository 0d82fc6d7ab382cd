import { randomUUID } from 'node:crypto';
import {
  signatureToken,
  type Caller,
  type Credential,
  type CredentialProvider,
  type ProvideContext,
} from '@bimodal/auth-core';
import { SignatureTokenOperations } from '../gen/signature-tokens.ts';
import { orNoAdmin } from './no-admin.ts';

/** Milliseconds that a token of ours lives: one that is left behind by a crash soon opens nothing. */
const lifetime = 3_600_000;
/** What a deletion may take. It is a courtesy: the token expires by itself. */
const deletion = { timeout: 5_000, retries: 0 } as const;

interface Minted {
  readonly token: string;
  readonly credential: Credential;
}

/** Makes signature tokens with the client's own credential, one at a time, and deletes those that it made. */
export class SignatureTokens implements CredentialProvider {
  readonly name = 'signature token';
  readonly #operations: SignatureTokenOperations;
  readonly #origin: () => string | undefined;
  #minted: Minted | undefined;

  /** @param origin where the credential that mints was sent, and the token may be. */
  constructor(caller: Caller, origin: () => string | undefined) {
    this.#operations = new SignatureTokenOperations(caller);
    this.#origin = origin;
  }

  /** A new token; the one before is deleted, unless the platform refused it already. */
  async provide({ refused }: ProvideContext): Promise<Credential> {
    const before = this.#minted;
    this.#minted = await this.#mint();
    if (before !== undefined && before.credential !== refused) await this.#delete(before);
    return this.#minted.credential;
  }

  /** Deletes the token in use, if there is one. Never rejects. */
  async delete(): Promise<void> {
    const minted = this.#minted;
    this.#minted = undefined;
    if (minted !== undefined) await this.#delete(minted);
  }

  async #mint(): Promise<Minted> {
    const expiresAt = new Date(Date.now() + lifetime);
    const made = await this.#operations
      .create({
        name: `bimodal-${randomUUID()}`,
        expires_at: expiresAt.toISOString(),
        auth_scope: { authentication_for: 'batch-api', authorization_type: 'read-only' },
      })
      .catch((error: unknown) => {
        throw orNoAdmin(error);
      });
    const origin = this.#origin();
    const credential = signatureToken({
      token: made.token,
      accessKey: made.access_key,
      accessSecret: made.access_secret,
      expiresAt,
      ...(origin === undefined ? {} : { origin }),
    });
    return { token: made.token, credential };
  }

  async #delete({ token }: Minted): Promise<void> {
    await this.#operations.delete({ signatureToken: token }, deletion).catch(() => undefined);
  }
}
