import { describe, expect, it, onTestFinished } from 'vitest';
import { deaf, engineFor, rejection } from '../../test/engine.ts';
import { json, serve } from '../../test/server.ts';
import { EngineCaller } from '../caller/engine-caller.ts';
import type { Credential } from '../credentials/credential.ts';
import { modeCloudKey } from '../credentials/mode-cloud-key.ts';
import type { CredentialProvider, ProvideContext } from '../credentials/provider.ts';
import { CredentialError } from '../errors/credential-error.ts';
import { CredentialSource } from './credential-source.ts';

const thing = { id: 'a' };

/** What nobody handled while the test ran. */
function unhandled(): unknown[] {
  const reasons: unknown[] = [];
  const note = (reason: unknown): void => void reasons.push(reason);
  process.on('unhandledRejection', note);
  onTestFinished(() => void process.off('unhandledRejection', note));
  return reasons;
}

/** Long enough for a rejection that nobody handles to be told. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

function failing(error: unknown): CredentialProvider {
  return {
    name: 'failing',
    async provide() {
      throw error;
    },
  };
}

describe('a provider that rejects', () => {
  it('rejects the call once, with its own error as the cause', async () => {
    const reasons = unhandled();
    const server = await serve((_request, response) => json(response, thing));
    const cause = new RangeError('vault is sealed');
    const error = await rejection(
      engineFor(server.url, {}, failing(cause)).call('things.get', { thing: 'a' }),
    );
    expect(CredentialError.isInstance(error)).toBe(true);
    const told = (error as Error).cause;
    expect(told).toBeInstanceOf(RangeError);
    expect(told).toMatchObject({ name: 'RangeError', message: 'vault is sealed' });
    await settled();
    expect(reasons).toEqual([]);
    expect(server.connections()).toBe(0);
  });

  it('with an error of ours rejects with that', async () => {
    const ours = new CredentialError('The profile is broken.');
    const engine = engineFor('http://127.0.0.1:1', {}, failing(ours));
    expect(await rejection(engine.call('things.get', { thing: 'a' }))).toBe(ours);
  });

  it('by throwing at once does the same', async () => {
    const cause = new RangeError('vault is sealed');
    const engine = engineFor(
      'http://127.0.0.1:1',
      {},
      {
        name: 'throwing',
        provide: () => {
          throw cause;
        },
      },
    );
    expect(await rejection(engine.call('things.get', { thing: 'a' }))).toHaveProperty('cause', cause);
  });

  it('does the same where a limiter asks first', async () => {
    const cause = new RangeError('vault is sealed');
    const engine = engineFor(
      'http://127.0.0.1:1',
      { limiter: { turn: () => Promise.resolve() } },
      failing(cause),
    );
    expect(await rejection(engine.call('things.get', { thing: 'a' }))).toHaveProperty('cause', cause);
  });

  it.each<[string, (caller: EngineCaller) => PromiseLike<unknown>]>([
    ['a call', (caller) => caller.call('things.get', { thing: 'a' })],
    ['a call with its response', (caller) => caller.call('things.get', { thing: 'a' }).withResponse()],
    [
      'a call that is caught',
      (caller) =>
        caller.call('things.get', { thing: 'a' }).catch((error: unknown) => {
          throw error;
        }),
    ],
    [
      'a call with a last word',
      (caller) => caller.call('things.get', { thing: 'a' }).finally(() => undefined),
    ],
    ['a download', (caller) => caller.bytes('things.download', { thing: 'a' })],
    ['a list', (caller) => caller.list('things.listWhole', {})],
    ['an array of a list', (caller) => caller.list('things.listWhole', {}).toArray()],
    ['a websocket', (caller) => caller.socket('things.listen', { thing: 'a' }, deaf)],
  ])('leaves no second rejection of %s', async (_what, use) => {
    const reasons = unhandled();
    const cause = new RangeError('vault is sealed');
    const caller = new EngineCaller(engineFor('http://127.0.0.1:1', {}, failing(cause)));
    expect(await rejection(use(caller))).toHaveProperty('cause', cause);
    await settled();
    expect(reasons).toEqual([]);
  });

  it('is one unhandled rejection of a call that nobody looks at, and none of a list', async () => {
    // The runner raises any as an uncaught exception and takes it for a failure; here they are what is counted.
    const raised: unknown[] = [];
    const note = (reason: unknown): void => void raised.push(reason);
    const uncaught = process.listeners('uncaughtException');
    const unhandled = process.listeners('unhandledRejection');
    process.removeAllListeners('uncaughtException').removeAllListeners('unhandledRejection');
    process.on('uncaughtException', note).on('unhandledRejection', () => undefined);
    onTestFinished(() => {
      process.removeAllListeners('uncaughtException').removeAllListeners('unhandledRejection');
      for (const listener of uncaught) process.on('uncaughtException', listener);
      for (const listener of unhandled) process.on('unhandledRejection', listener);
    });
    const caller = new EngineCaller(engineFor('http://127.0.0.1:1', {}, failing(new RangeError('sealed'))));
    void caller.call('things.get', { thing: 'a' });
    void caller.list('things.listWhole', {});
    await settled();
    expect(raised).toHaveLength(1);
  });
});

describe('a provider', () => {
  it('that never answers is ended by the deadline, for each of the calls that wait for it', async () => {
    const engine = engineFor(
      'http://127.0.0.1:1',
      { timeout: 100 },
      { name: 'never', provide: () => new Promise(() => undefined) },
    );
    const errors = await Promise.all(
      [1, 2, 3].map(() => rejection(engine.call('things.get', { thing: 'a' }))),
    );
    expect(errors).toMatchObject([
      { name: 'TimeoutError' },
      { name: 'TimeoutError' },
      { name: 'TimeoutError' },
    ]);
  });

  it('is asked again once, however many calls met a 401, and is told which credential was refused', async () => {
    let asked = 0;
    const contexts: ProvideContext[] = [];
    const keys: Credential[] = [];
    const provider: CredentialProvider = {
      name: 'session',
      provide: async (context) => {
        asked += 1;
        contexts.push(context);
        await new Promise((resolve) => setImmediate(resolve));
        keys.push(modeCloudKey(`test-key-${asked}`));
        return keys.at(-1)!;
      },
    };
    const server = await serve((request, response) =>
      json(response, thing, request.headers['authorization'] === 'ModeCloud test-key-2' ? 200 : 401),
    );
    const engine = engineFor(server.url, { retries: 0 }, provider);
    await Promise.all(Array.from({ length: 20 }, () => engine.call('things.get', { thing: 'a' })));
    await engine.call('things.get', { thing: 'a' });
    expect(asked).toBe(2);
    expect(contexts[1]?.refused).toBe(keys[0]);
  });

  it('is asked again once only: a second 401 is an error', async () => {
    let asked = 0;
    const provider: CredentialProvider = {
      name: 'wrong',
      provide: () => {
        asked += 1;
        return modeCloudKey('test-key');
      },
    };
    const server = await serve((_request, response) => json(response, {}, 401));
    const error = await rejection(engineFor(server.url, {}, provider).call('things.get', { thing: 'a' }));
    expect(error).toMatchObject({ name: 'AuthenticationError', attempts: 2 });
    expect(asked).toBe(2);
  });

  it('is asked again for a download and for a websocket', async () => {
    let asked = 0;
    const provider: CredentialProvider = {
      name: 'counting',
      provide: () => modeCloudKey(`test-key-${(asked += 1)}`),
    };
    const server = await serve((_request, response) => json(response, {}, 401));
    const engine = engineFor(server.url, {}, provider);
    await rejection(engine.bytes('things.download', { thing: 'a' }));
    expect(asked).toBe(2);
    await rejection(engine.socket('things.listen', { thing: 'a' }, deaf));
    expect(asked).toBe(3);
  });

  it('that has nothing new after a 401 leaves the error that says so', async () => {
    let asked = 0;
    const provider: CredentialProvider = {
      name: 'once',
      provide: () => (asked++ === 0 ? modeCloudKey('test-key') : { lookedFor: 'the session has ended' }),
    };
    const server = await serve((_request, response) => json(response, {}, 401));
    const error = await rejection(engineFor(server.url, {}, provider).call('things.get', { thing: 'a' }));
    expect(String(error)).toContain('the session has ended');
  });

  it('is shared with a client made from this one, so that its cache is one', async () => {
    let asked = 0;
    const provider: CredentialProvider = {
      name: 'counting',
      provide: () => modeCloudKey(`test-key-${(asked += 1)}`),
    };
    const server = await serve((_request, response) => json(response, thing));
    const engine = engineFor(server.url, {}, provider);
    await engine.call('things.get', { thing: 'a' });
    await engine.with({ baseUrl: server.url, timeout: 5000 }, provider).call('things.get', { thing: 'a' });
    expect(asked).toBe(1);
  });
});

it('A credential that was given is not asked for anew after a 401', async () => {
  const server = await serve((_request, response) => json(response, {}, 401));
  const error = await rejection(engineFor(server.url).call('things.get', { thing: 'a' }));
  expect(error).toMatchObject({ name: 'AuthenticationError', attempts: 1 });
  expect(String(error)).toContain('The credential (given) is wrong, expired or revoked');
});

it('A credential that is past its time says so when it is refused', async () => {
  const server = await serve((_request, response) => json(response, {}, 401));
  const credential = modeCloudKey('test-key', { expiresAt: new Date('2026-01-31T00:00:00Z') });
  const error = await rejection(engineFor(server.url, {}, credential).call('things.get', { thing: 'a' }));
  expect(String(error)).toContain(
    'The credential (given) expired at 2026-01-31T00:00:00.000Z. Get a new one.',
  );
});

describe('CredentialSource', () => {
  it('hands a given credential out without a promise', () => {
    const given = modeCloudKey('test-key');
    expect(new CredentialSource(given).current()).toBe(given);
  });

  it('adds the kind that was learned, and knows the provider’s own by it', async () => {
    const original = modeCloudKey('test-key');
    const contexts: ProvideContext[] = [];
    const source = new CredentialSource({
      name: 'one',
      provide: (context) => {
        contexts.push(context);
        return original;
      },
    });
    await source.current();
    source.learn('device');
    const known = (await source.current()) as Credential;
    expect(known.kind).toBe('device');
    await source.current(known);
    expect(contexts.at(-1)?.refused).toBe(original);
  });

  it('knows the provider’s own by what a call took before the kind was learned once more', async () => {
    const contexts: ProvideContext[] = [];
    const original = modeCloudKey('test-key');
    const source = new CredentialSource({
      name: 'one',
      provide: (context) => {
        contexts.push(context);
        return original;
      },
    });
    await source.current();
    source.learn('device');
    const taken = (await source.current()) as Credential;
    source.learn('device');
    expect(await source.current()).toBe(taken);
    source.learn('user');
    expect(await source.current()).toMatchObject({ kind: 'user' });
    await source.current(taken);
    expect(contexts.at(-1)?.refused).toBe(original);
  });

  it('does not change a kind that is known', () => {
    const source = new CredentialSource(modeCloudKey('test-key', { kind: 'user' }));
    source.learn('device');
    expect(source.current()).toMatchObject({ kind: 'user' });
  });
});
