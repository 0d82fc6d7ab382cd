import { InputError } from '../errors/input-error.ts';
import { Credential } from './credential.ts';
import {
  isProvider,
  provided,
  type CredentialProvider,
  type NothingFound,
  type ProvideContext,
} from './provider.ts';

/**
 * Tries providers in order and takes the first credential. A provider that is there but broken stops the chain with its
 * error: a mistyped profile never lets another identity through. When none has one, the answer names what each looked for.
 *
 * @throws InputError for no provider at all, and for what is none; a credential in hand becomes one by `given()`.
 */
export function chain(...providers: readonly CredentialProvider[]): CredentialProvider {
  for (const provider of providers) {
    if (Credential.isInstance(provider)) {
      throw new InputError('chain() takes providers, and this is a credential: pass given(credential).');
    }
  }
  if (providers.length === 0 || !providers.every(isProvider)) {
    throw new InputError(
      'chain() takes one provider after the other: chain(analyticsEnvironment(), analyticsProfile()).',
    );
  }
  return {
    name: providers.map((provider) => provider.name).join(', then '),
    async provide(context: ProvideContext): Promise<Credential | NothingFound> {
      const lookedFor: string[] = [];
      for (const provider of providers) {
        const found = provided(provider, await provider.provide(context));
        if (Credential.isInstance(found)) return found;
        lookedFor.push(`${provider.name}: ${found.lookedFor}`);
      }
      return { lookedFor: lookedFor.join('; ') };
    },
  };
}
