import { cached } from '../credentials/cached.ts';
import { Credential, type CredentialKind } from '../credentials/credential.ts';
import type { CredentialProvider, NothingFound } from '../credentials/provider.ts';

/**
 * Where the engine gets its credential: one that was given costs nothing, one from a provider is remembered and renewed
 * by `cached`.
 */
export class CredentialSource {
  readonly #provider: CredentialProvider | undefined;
  #given: Credential | undefined;
  /** The kind that the platform told of the credential it was asked about. */
  #learned: { readonly of: Credential; readonly as: Credential } | undefined;
  /** The provider's own objects behind those that a kind was added to: calls under way may still hold an earlier one. */
  readonly #originals = new WeakMap<Credential, Credential>();
  /** The last one handed out. */
  #last: Credential | undefined;

  constructor(source: Credential | CredentialProvider) {
    if (Credential.isInstance(source)) this.#given = source;
    else this.#provider = cached(source);
  }

  /** The provider's name, where there is one. */
  get name(): unknown {
    return this.#provider?.name;
  }

  /** Whether asking again can give another credential. */
  get renewable(): boolean {
    return this.#provider !== undefined;
  }

  /** The credential that calls go with, where it is known already. */
  get used(): Credential | undefined {
    return this.#given ?? this.#last;
  }

  current(refused?: Credential): Credential | NothingFound | Promise<Credential | NothingFound> {
    if (this.#given !== undefined) return this.#given;
    const found = this.#provider?.provide({ refused: this.#original(refused) }) ?? { lookedFor: 'nothing' };
    return found instanceof Promise ? found.then((value) => this.#known(value)) : this.#known(found);
  }

  /** Remembers what kind the credential in use turned out to be. */
  learn(kind: CredentialKind): void {
    if (this.#given !== undefined)
      this.#given = this.#given.kind === undefined ? this.#given.with({ kind }) : this.#given;
    else if (this.#last !== undefined && this.#last.kind === undefined) {
      if (this.#learned?.of === this.#last && this.#learned.as.kind === kind) return;
      this.#learned = { of: this.#last, as: this.#last.with({ kind }) };
      this.#originals.set(this.#learned.as, this.#last);
    }
  }

  #known(found: Credential | NothingFound): Credential | NothingFound {
    if (!Credential.isInstance(found)) return found;
    this.#last = found;
    return this.#learned?.of === found ? this.#learned.as : found;
  }

  /** The provider's own object behind one that a kind was added to. */
  #original(credential: Credential | undefined): Credential | undefined {
    return credential === undefined ? undefined : (this.#originals.get(credential) ?? credential);
  }
}
