import { authorization, Credential } from './credential.ts';
import { provided, type CredentialProvider, type NothingFound, type ProvideContext } from './provider.ts';

/** Milliseconds before expiry from which a new credential is fetched in the background. */
const backgroundWindow = 5 * 60_000;
/** Milliseconds before expiry from which calls wait for the new one. */
const blockingWindow = 60_000;

/**
 * Remembers what a provider gave: concurrent requests join one, a credential is renewed in the background from 5 minutes
 * before it expires, and calls wait for the new one from 1 minute before. One that the platform refused is asked for
 * again once, however many calls met the refusal.
 */
export function cached(provider: CredentialProvider): CredentialProvider {
  return provider instanceof CachedProvider ? provider : new CachedProvider(provider);
}

class CachedProvider implements CredentialProvider {
  readonly name: string;
  readonly #provider: CredentialProvider;
  #current: Credential | undefined;
  #pending: Promise<Credential | NothingFound> | undefined;
  /** Whether the provider that is being asked was told of a refusal. */
  #told = false;

  constructor(provider: CredentialProvider) {
    this.name = provider.name;
    this.#provider = provider;
  }

  provide(context: ProvideContext): Credential | NothingFound | Promise<Credential | NothingFound> {
    const current = this.#current;
    if (current === undefined) return this.#renew(context.refused);
    if (context.refused !== undefined) return this.#replace(context.refused);
    const left =
      current.expiresAt === undefined ? Number.POSITIVE_INFINITY : current.expiresAt.getTime() - Date.now();
    if (left <= blockingWindow) return this.#renew(undefined);
    // A background renewal that fails is not an error yet: the credential in hand still works, and the next call that
    // has to wait reports it.
    if (left <= backgroundWindow) this.#renew(undefined).catch(() => undefined);
    return current;
  }

  /** Whoever renewed without a word of the refusal may have got the refused credential once more. */
  async #replace(refused: Credential): Promise<Credential | NothingFound> {
    if (this.#pending !== undefined && !this.#told) await this.#pending.catch(() => undefined);
    const current = this.#current;
    return current === undefined || isSame(current, refused) ? this.#renew(refused) : current;
  }

  #renew(refused: Credential | undefined): Promise<Credential | NothingFound> {
    if (this.#pending === undefined) this.#told = refused !== undefined;
    this.#pending ??= this.#ask(refused).finally(() => {
      this.#pending = undefined;
    });
    return this.#pending;
  }

  async #ask(refused: Credential | undefined): Promise<Credential | NothingFound> {
    const found = provided(this.#provider, await this.#provider.provide({ refused }));
    if (Credential.isInstance(found)) this.#current = found;
    return found;
  }
}

/** A provider may make a new object of the same secret each time. */
function isSame(one: Credential, other: Credential): boolean {
  return one === other || one[authorization]() === other[authorization]();
}
