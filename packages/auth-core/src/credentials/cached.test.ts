import { describe, expect, it } from 'vitest';
import { eventually } from '../../test/eventually.ts';
import { basic } from './basic.ts';
import { cached } from './cached.ts';
import type { Credential } from './credential.ts';
import { modeCloudKey } from './mode-cloud-key.ts';
import type { CredentialProvider, NothingFound } from './provider.ts';

const minute = 60_000;

/** A provider of numbered keys that expire after so many milliseconds, and of how often it was asked. */
function numbered(
  lifetimes: readonly (number | undefined)[],
): CredentialProvider & { readonly asked: () => number } {
  let asked = 0;
  return {
    name: 'numbered',
    asked: () => asked,
    provide: async () => {
      const lifetime = lifetimes[Math.min(asked, lifetimes.length - 1)];
      asked += 1;
      const key = modeCloudKey(`test-key-${asked}`);
      await Promise.resolve();
      return lifetime === undefined
        ? key
        : modeCloudKey(`test-key-${asked}`, { expiresAt: new Date(Date.now() + lifetime) });
    },
  };
}

async function ask(provider: CredentialProvider, refused?: Credential): Promise<Credential> {
  return (await provider.provide({ refused })) as Credential;
}

describe('cached', () => {
  it('asks once for calls that come together, and not again', async () => {
    const provider = numbered([undefined]);
    const cache = cached(provider);
    const all = await Promise.all(Array.from({ length: 20 }, () => ask(cache)));
    expect(new Set([...all, await ask(cache)]).size).toBe(1);
    expect(provider.asked()).toBe(1);
  });

  it('answers at once once it has one', async () => {
    const cache = cached(numbered([undefined]));
    await ask(cache);
    expect(cache.provide({ refused: undefined })).not.toBeInstanceOf(Promise);
  });

  it('renews in the background from 5 minutes before expiry, and meanwhile gives what it has', async () => {
    const provider = numbered([5 * minute - 1000, undefined]);
    const cache = cached(provider);
    const first = await ask(cache);
    expect(cache.provide({ refused: undefined })).toBe(first);
    expect(provider.asked()).toBe(2);
    await eventually(async () => expect(await ask(cache)).not.toBe(first));
    expect(provider.asked()).toBe(2);
  });

  it('does not renew earlier than that', async () => {
    const provider = numbered([5 * minute + 10_000]);
    const cache = cached(provider);
    await ask(cache);
    await ask(cache);
    expect(provider.asked()).toBe(1);
  });

  it('makes calls wait for the new one from 1 minute before expiry', async () => {
    const provider = numbered([minute - 1000, undefined]);
    const cache = cached(provider);
    const first = await ask(cache);
    expect(await ask(cache)).not.toBe(first);
    expect(provider.asked()).toBe(2);
  });

  it('asks again once for a credential that was refused, however many met the refusal', async () => {
    const provider = numbered([undefined]);
    const cache = cached(provider);
    const first = await ask(cache);
    const renewed = await Promise.all(Array.from({ length: 20 }, () => ask(cache, first)));
    expect(new Set(renewed).size).toBe(1);
    // One that comes late with the old refusal gets the new credential.
    expect(await ask(cache, first)).toBe(renewed[0]);
    expect(provider.asked()).toBe(2);
  });

  it('tells the provider of a refusal that meets a renewal in the background, which knew nothing of it', async () => {
    const secret = (text: string): Credential =>
      basic({ token: 'test-token', secret: text, expiresAt: new Date(Date.now() + 4 * minute) });
    const told: unknown[] = [];
    const cache = cached({
      name: 'vault',
      // A new object of the same secret each time, until it is told that this one is refused.
      provide: async ({ refused }) => {
        told.push(refused);
        await new Promise((resolve) => setImmediate(resolve));
        return secret(refused === undefined ? 'old' : 'new');
      },
    });
    const first = await ask(cache);
    void cache.provide({ refused: undefined });
    const renewed = await Promise.all([ask(cache, first), ask(cache, first)]);
    expect(renewed[0]).not.toBe(first);
    expect(renewed[0]).toBe(renewed[1]);
    expect(told).toEqual([undefined, undefined, first]);
    // And where that renewal had ended already, with the refused one once more.
    expect(await ask(cache, first)).toBe(renewed[0]);
  });

  it('takes what a renewal in the background brings, where that is another', async () => {
    const provider = numbered([4 * minute, undefined]);
    const cache = cached(provider);
    const first = await ask(cache);
    void cache.provide({ refused: undefined });
    expect(await ask(cache, first)).not.toBe(first);
    expect(provider.asked()).toBe(2);
  });

  it('asks once more where a renewal in the background fails that a refusal waited for', async () => {
    let asked = 0;
    const cache = cached({
      name: 'failing once',
      provide: async () => {
        asked += 1;
        if (asked === 2) throw new Error('not now');
        return modeCloudKey(`test-key-${asked}`, { expiresAt: new Date(Date.now() + 4 * minute) });
      },
    });
    const first = await ask(cache);
    void cache.provide({ refused: undefined });
    expect(await ask(cache, first)).not.toBe(first);
    expect(asked).toBe(3);
  });

  it('keeps a background renewal that fails to itself', async () => {
    let asked = 0;
    const cache = cached({
      name: 'failing',
      provide: async () => {
        asked += 1;
        if (asked > 1) throw new Error('no more');
        return modeCloudKey('test-key', { expiresAt: new Date(Date.now() + 4 * minute) });
      },
    });
    const unhandled: unknown[] = [];
    const note = (reason: unknown): number => unhandled.push(reason);
    process.on('unhandledRejection', note);
    const first = await ask(cache);
    expect(await ask(cache)).toBe(first);
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
    expect(asked).toBe(2);
  });

  it('asks anew after a failure, and after nothing was found', async () => {
    const answers: (() => Credential | NothingFound)[] = [
      () => {
        throw new Error('not yet');
      },
      () => ({ lookedFor: 'it' }),
      () => modeCloudKey('test-key'),
    ];
    const cache = cached({ name: 'late', provide: () => answers.shift()?.() ?? { lookedFor: 'more' } });
    await expect(cache.provide({ refused: undefined })).rejects.toThrow('not yet');
    expect(await cache.provide({ refused: undefined })).toEqual({ lookedFor: 'it' });
    expect((await ask(cache)).scheme).toBe('ModeCloud');
  });

  it('is not put around itself', () => {
    const cache = cached(numbered([undefined]));
    expect(cached(cache)).toBe(cache);
  });
});
