import { describe, expect, it } from 'vitest';
import { InputError } from '../errors/input-error.ts';
import { chain } from './chain.ts';
import { given } from './given.ts';
import { modeCloudKey } from './mode-cloud-key.ts';
import type { CredentialProvider } from './provider.ts';

const context = { refused: undefined };

function without(name: string): CredentialProvider {
  return { name, provide: () => ({ lookedFor: `${name} was not there` }) };
}

describe('chain', () => {
  it('takes the first credential there is', async () => {
    const first = modeCloudKey('test-key');
    const found = await chain(without('a'), given(first), given(modeCloudKey('test-key-2'))).provide(context);
    expect(found).toBe(first);
  });

  it('says what each looked for where none has one', async () => {
    const found = await chain(without('a'), given(undefined), without('b')).provide(context);
    expect(found).toEqual({
      lookedFor: 'a: a was not there; given: no credential was passed; b: b was not there',
    });
  });

  it('stops at a source that is there but broken', async () => {
    const broken: CredentialProvider = { name: 'file', provide: () => Promise.reject(new Error('broken')) };
    await expect(chain(broken, given(modeCloudKey('test-key'))).provide(context)).rejects.toThrow('broken');
  });

  it('passes on which credential was refused', async () => {
    const refused = modeCloudKey('test-key');
    let told: unknown;
    const asking: CredentialProvider = {
      name: 'asking',
      provide: (context) => {
        told = context.refused;
        return refused;
      },
    };
    await chain(asking).provide({ refused });
    expect(told).toBe(refused);
  });

  it('refuses a credential in the place of a provider, and says what makes one of it', () => {
    const credential = modeCloudKey('test-key');
    expect(() => Reflect.apply(chain, undefined, [without('a'), credential])).toThrow('given(credential)');
  });

  it.each([
    ['nothing', []],
    ['a list', [[without('a')]]],
    ['a function', [() => modeCloudKey('test-key')]],
  ])('refuses %s', (_what, providers) => {
    expect(() => Reflect.apply(chain, undefined, providers)).toThrow(InputError);
  });

  it('says which provider gave neither a credential nor what it looked for', async () => {
    const careless = { name: 'vault', provide: () => Promise.resolve(undefined) };
    const made: CredentialProvider = Reflect.apply(chain, undefined, [without('a'), careless]);
    await expect(made.provide(context)).rejects.toThrow('"vault" gave neither a credential');
  });
});
