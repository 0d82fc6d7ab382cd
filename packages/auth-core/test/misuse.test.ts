import { describe, expect, it } from 'vitest';
import { analyticsCommand, basic, InputError, modeCloudKey, rateLimit, saveProfile } from '../src/index.ts';
import { EngineCaller } from '../src/caller/engine-caller.ts';
import type { CallOptions } from '../src/options/call-options.ts';
import type { CredentialProvider } from '../src/credentials/provider.ts';
import { Engine } from '../src/engine/engine.ts';
import { engineFor, facts, platform, rejection } from './engine.ts';
import { json, serve } from './server.ts';

/** What JavaScript passes where TypeScript would not. */
function wild<T>(call: (...input: never[]) => T, ...input: readonly unknown[]): () => T {
  return () => Reflect.apply(call, undefined, input);
}

describe('what makes a credential', () => {
  it.each([
    ['a kind of the other platform', wild(basic, { token: 'a', secret: 'b', kind: 'project' }), '`kind`'],
    ['a kind that there is not', wild(modeCloudKey, 'test-key', { kind: 'admin' }), 'user, device, project'],
    ['an expiry that is text', wild(basic, { token: 'a', secret: 'b', expiresAt: '2027-01-31' }), 'Date'],
    ['an expiry that is no time', wild(modeCloudKey, 'k', { expiresAt: new Date('x') }), 'expiresAt'],
    ['a command in one string', wild(analyticsCommand, 'op read op://Work/Mode'), 'a list'],
    ['a limit that is a number', wild(rateLimit, 5), '{ requests: 5, seconds: 1 }'],
    ['a limit of nothing for a class', wild(rateLimit, { all: null }), '{ requests: 5, seconds: 1 }'],
  ])('refuses %s', (_what, call, message) => {
    expect(call).toThrow(expect.objectContaining({ name: 'InputError', retryable: false }));
    expect(call).toThrow(message);
  });

  it('refuses to save for a platform that there is not', async () => {
    const saving: Promise<string> = Reflect.apply(saveProfile, undefined, ['clowd', { key: 'test-key' }]);
    await expect(saving).rejects.toThrow(InputError);
  });
});

describe('the option `credential`', () => {
  it.each([
    ['its parts', { token: 'test-token', secret: 'test-secret' }],
    ['a string', 'test-secret'],
    ['a function', () => modeCloudKey('test-key')],
    ['null', null],
  ])('refuses %s at once, without showing it', (_what, credential) => {
    const make = (): unknown => Reflect.construct(Engine, [facts, {}, credential]);
    expect(make).toThrow('`credential` is neither a credential nor a provider of one. Set THINGS_KEY.');
    expect(make).not.toThrow('test-secret');
  });

  it.each([
    ['nothing', undefined],
    ['the parts of one', { token: 'test-token', secret: 'test-secret' }],
  ])('refuses a provider that gives %s, by its name', async (_what, found) => {
    const careful: CredentialProvider = { name: 'vault', provide: () => ({ lookedFor: 'an entry' }) };
    const provider: CredentialProvider = Object.assign(careful, { provide: () => Promise.resolve(found) });
    const asked = engineFor('http://127.0.0.1:1', {}, provider).call('things.get', { thing: 'a' });
    await expect(asked).rejects.toThrow('The credential provider "vault" gave neither');
  });

  it('names the provider that failed', async () => {
    const vault = { name: 'vault', provide: () => Promise.reject(new Error('sealed')) };
    const asked = engineFor('http://127.0.0.1:1', {}, vault).call('things.get', { thing: 'a' });
    await expect(asked).rejects.toThrow('the provider "vault" failed, see the cause');
  });

  it('of the other platform is not sent to this one', async () => {
    const server = await serve((_request, response) => json(response, { id: 'a' }));
    const picky = { ...facts, platform: { ...platform, schemes: ['ModeCloud'] as const } };
    const engine = new Engine(
      picky,
      { baseUrl: server.url },
      basic({ token: 'test-token', secret: 'test-secret' }),
    );
    const error = await rejection(engine.call('things.get', { thing: 'a' }));
    expect(error).toMatchObject({ name: 'OriginError', retryable: false });
    expect(String(error)).toContain('is not one of Things: its scheme is Basic. Set THINGS_KEY.');
    expect(server.connections()).toBe(0);
    await engine.close();
  });
});

describe('the options of a call', () => {
  it.each([
    ['a name that there is not', { timeuot: 5 }, '`timeuot` is no option of a call. There are signal'],
    ['a signal that is none', { signal: 'stop' }, 'AbortSignal'],
  ])('refuse %s', async (_what, options, message) => {
    const server = await serve((_request, response) => json(response, { id: 'a' }));
    const error = await rejection(
      engineFor(server.url).call('things.get', { thing: 'a' }, options as CallOptions),
    );
    expect(error).toMatchObject({ name: 'InputError' });
    expect(String(error)).toContain(message);
    expect(server.connections()).toBe(0);
  });

  it('may say that one is not given', async () => {
    const server = await serve((_request, response) => json(response, { id: 'a' }));
    const options = { pace: undefined, timeout: undefined } as CallOptions;
    await engineFor(server.url).call('things.get', { thing: 'a' }, options);
    expect(server.received).toHaveLength(1);
  });

  it('take the limit of a list by its name only', async () => {
    const list = new EngineCaller(engineFor('http://127.0.0.1:1')).list('things.listCounted', {});
    const found = wild((options: object) => list.toArray(options), 5);
    await expect(found()).rejects.toThrow('toArray({ limit: 10 })');
  });
});

it('What cannot be sent is not worth trying again', async () => {
  const error = await rejection(engineFor('http://127.0.0.1:1').call('things.get', {}));
  expect(error).toMatchObject({ name: 'InputError', operation: 'things.get', retryable: false });
});

it('An error of the connection says where it went', async () => {
  const error = await rejection(
    engineFor('http://127.0.0.1:1', { retries: 0 }).call('things.get', { thing: 'a' }),
  );
  expect(String(error)).toContain('no connection to http://127.0.0.1:1 (ECONNREFUSED)');
  const server = await serve((request) => void request.socket.destroy());
  const broken = await rejection(engineFor(server.url, { retries: 0 }).call('things.get', { thing: 'a' }));
  expect(String(broken)).toContain(`the connection to ${server.url} broke before an answer`);
});

it('A timeout is told in whole milliseconds', async () => {
  const server = await serve(() => new Promise(() => undefined));
  const error = await rejection(engineFor(server.url).call('things.get', { thing: 'a' }, { timeout: 20.25 }));
  expect(error).toMatchObject({ name: 'TimeoutError', timeout: 21 });
  expect(String(error)).toContain('within 21 ms');
});
