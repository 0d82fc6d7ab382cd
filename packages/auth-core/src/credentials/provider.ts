import type { Credential } from './credential.ts';

/** What a provider is told when asked. */
export interface ProvideContext {
  /** The platform has just refused this credential with 401: the same one will not do. */
  readonly refused: Credential | undefined;
}

/** What a provider answers when it has nothing: what it looked for, in words for the person who has to set it. */
export interface NothingFound {
  readonly lookedFor: string;
}

/**
 * Where a credential comes from. A provider that has none says what it looked for; one whose source is there but broken
 * throws, and is never skipped.
 */
export interface CredentialProvider {
  /** Names the provider in errors: "environment", "profile". */
  readonly name: string;
  provide(context: ProvideContext): Credential | NothingFound | Promise<Credential | NothingFound>;
}
