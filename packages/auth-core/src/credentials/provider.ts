import { CredentialError } from '../errors/credential-error.ts';
import { Credential } from './credential.ts';

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

/** Whether a value can be asked for a credential. */
export function isProvider(value: unknown): value is CredentialProvider {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, 'provide') === 'function';
}

/**
 * What a provider gave, looked at: not every provider is written in TypeScript.
 *
 * @throws CredentialError for what is neither a credential nor says what was looked for.
 */
export function provided(provider: CredentialProvider, found: unknown): Credential | NothingFound {
  if (Credential.isInstance(found)) return found;
  const lookedFor: unknown =
    typeof found === 'object' && found !== null ? Reflect.get(found, 'lookedFor') : undefined;
  if (typeof lookedFor === 'string') return { lookedFor };
  throw new CredentialError(
    `The credential provider${quoted(provider.name)} gave neither a credential nor \`{ lookedFor }\`: return one made by basic(…) or modeCloudKey(…), or say what was looked for.`,
  );
}

/** A provider's name behind a noun. */
export function quoted(name: unknown): string {
  return typeof name === 'string' && name !== '' ? ` "${name}"` : '';
}
