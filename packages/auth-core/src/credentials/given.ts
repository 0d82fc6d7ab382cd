import type { Credential } from './credential.ts';
import type { CredentialProvider } from './provider.ts';

/** A credential in hand, as a link of a chain; undefined is a link that has none. */
export function given(credential: Credential | undefined): CredentialProvider {
  return {
    name: 'given',
    provide: () => credential ?? { lookedFor: 'no credential was passed' },
  };
}
