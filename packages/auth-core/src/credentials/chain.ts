import { Credential } from './credential.ts';
import type { CredentialProvider, NothingFound, ProvideContext } from './provider.ts';

/**
 * Tries providers in order and takes the first credential. A provider that is there but broken stops the chain with its
 * error: a mistyped profile never lets another identity through. When none has one, the answer names what each looked for.
 */
export function chain(...providers: readonly CredentialProvider[]): CredentialProvider {
  return {
    name: providers.map((provider) => provider.name).join(', then '),
    async provide(context: ProvideContext): Promise<Credential | NothingFound> {
      const lookedFor: string[] = [];
      for (const provider of providers) {
        const found = await provider.provide(context);
        if (Credential.isInstance(found)) return found;
        lookedFor.push(`${provider.name}: ${found.lookedFor}`);
      }
      return { lookedFor: lookedFor.join('; ') };
    },
  };
}
