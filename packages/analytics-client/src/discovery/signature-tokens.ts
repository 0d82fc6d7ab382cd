import {
  CredentialError,
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
  /** Settles, well in any case, when the token that is being made is there or will not be. */
  #making: Promise<unknown> = Promise.resolve();
  readonly #deletions = new Set<Promise<void>>();
  #closed = false;

  /** @param origin where the credential that mints was sent, and the token may be. */
  constructor(caller: Caller, origin: () => string | undefined) {
    this.#operations = new SignatureTokenOperations(caller);
    this.#origin = origin;
  }

  /** A new token; the one before is deleted meanwhile, unless the platform refused it already or it has expired. */
  async provide({ refused }: ProvideContext): Promise<Credential> {
    if (this.#closed)
      throw new CredentialError('The client was closed: no signature token is made any more.');
    const making = this.#mint().then((minted) => {
      const before = this.#minted;
      this.#minted = minted;
      // Nobody waits for a courtesy, and one that has expired needs none.
      if (before !== undefined && before.credential !== refused && !hasExpired(before)) this.#delete(before);
      return minted.credential;
    });
    this.#making = making.catch(() => undefined);
    return making;
  }

  /** Deletes the token in use, if there is one, and one that is being made; waits for all deletions. Never rejects. */
  async delete(): Promise<void> {
    await this.#making;
    const minted = this.#minted;
    this.#minted = undefined;
    if (minted !== undefined) this.#delete(minted);
    await Promise.all(this.#deletions);
  }

  /** The same; none is made after it. */
  close(): Promise<void> {
    this.#closed = true;
    return this.delete();
  }

  async #mint(): Promise<Minted> {
    const expiresAt = new Date(Date.now() + lifetime);
    const made = await this.#operations
      .create({
        name: `bimodal-${crypto.randomUUID()}`,
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

  #delete({ token }: Minted): void {
    const deleted = this.#operations
      .delete({ signatureToken: token }, deletion)
      .then(nothing, nothing)
      .finally(() => this.#deletions.delete(deleted));
    this.#deletions.add(deleted);
  }
}

function nothing(): void {}

function hasExpired({ credential }: Minted): boolean {
  return credential.expiresAt !== undefined && credential.expiresAt.getTime() <= Date.now();
}
