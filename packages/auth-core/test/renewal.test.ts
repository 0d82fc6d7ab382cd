import { describe, expect, it } from 'vitest';
import type { Credential } from '../src/credentials/credential.ts';
import { modeCloudKey } from '../src/credentials/mode-cloud-key.ts';
import type { CredentialProvider, ProvideContext } from '../src/credentials/provider.ts';
import { chain } from '../src/credentials/chain.ts';
import type { Engine } from '../src/engine/engine.ts';
import { deaf, engineFor } from './engine.ts';
import { eventually } from './eventually.ts';
import { json, serveInTurn, serveWebSocket, serve, type TestServer } from './server.ts';

const thing = { thing: 'a' };
const minute = 60_000;

/** Keys in turn, the first of which lasts so long; from the second on they are asked for where `gate` lets them. */
function expiring(
  lifetime: number,
  gate: Promise<void> = Promise.resolve(),
): CredentialProvider & { asked: number } {
  return {
    name: 'expiring',
    asked: 0,
    async provide(): Promise<Credential> {
      this.asked += 1;
      if (this.asked === 1) return modeCloudKey('test-key-1', { expiresAt: new Date(Date.now() + lifetime) });
      await gate;
      return modeCloudKey(`test-key-${this.asked}`);
    },
  };
}

const ways: Readonly<Record<string, (engine: Engine) => Promise<unknown>>> = {
  'a call': (engine) => engine.call('things.get', thing),
  'a download': async (engine) => (await engine.bytes('things.download', thing)).data.text(),
  'a websocket': async (engine) => (await engine.socket('things.listen', thing, deaf)).destroy(),
};

function platform(way: string): Promise<TestServer> {
  return way === 'a websocket'
    ? serveWebSocket()
    : serve((_request, response) => json(response, { id: 'a' }));
}

const sent = (server: TestServer): unknown[] =>
  server.received.map(({ headers }) => headers['authorization']?.replace('ModeCloud test-key-', ''));

describe.each(Object.keys(ways))('%s', (way) => {
  it('with less than a minute left waits for the new key', async () => {
    const server = await platform(way);
    const provider = expiring(minute - 1000);
    const engine = engineFor(server.url, {}, provider);
    await ways[way]?.(engine);
    await ways[way]?.(engine);
    expect(sent(server)).toEqual(['1', '2']);
    expect(provider.asked).toBe(2);
  });

  it.each([4.9, 2])(
    'with %d minutes left goes at once, and the new one is fetched meanwhile',
    async (minutes) => {
      const server = await platform(way);
      const gate = Promise.withResolvers<void>();
      const provider = expiring(minutes * minute, gate.promise);
      const engine = engineFor(server.url, {}, provider);
      for (const _ of [1, 2, 3]) await ways[way]?.(engine);
      expect(sent(server)).toEqual(['1', '1', '1']);
      expect(provider.asked).toBe(2);
      gate.resolve();
      await eventually(async () => {
        await ways[way]?.(engine);
        expect(sent(server).at(-1)).toBe('2');
      });
      expect(provider.asked).toBe(2);
    },
  );

  it('with more than 5 minutes left asks nobody', async () => {
    const server = await platform(way);
    const provider = expiring(5.5 * minute);
    const engine = engineFor(server.url, {}, provider);
    for (const _ of [1, 2, 3]) await ways[way]?.(engine);
    expect([sent(server), provider.asked]).toEqual([['1', '1', '1'], 1]);
  });
});

describe('after a 401', () => {
  it('a provider at any depth is told which key was refused', async () => {
    const server = await serveInTurn(
      (_request, response) => json(response, {}, 401),
      (_request, response) => json(response, { id: 'a' }),
    );
    const told: unknown[] = [];
    const vault: CredentialProvider = {
      name: 'vault',
      provide: ({ refused }: ProvideContext) => {
        told.push(refused?.toString());
        return modeCloudKey(refused === undefined ? 'test-key-1' : 'test-key-2');
      },
    };
    const none: CredentialProvider = { name: 'none', provide: () => ({ lookedFor: 'it' }) };
    await engineFor(server.url, {}, chain(none, vault)).call('things.get', thing);
    expect(told).toEqual([undefined, '[ModeCloud credential]']);
    expect(sent(server)).toEqual(['1', '2']);
  });

  it('a key whose kind was learned is renewed like any other', async () => {
    const server = await serveInTurn(
      (_request, response) => json(response, { id: 'a' }),
      (_request, response) => json(response, {}, 401),
      (_request, response) => json(response, { id: 'a' }),
    );
    let asked = 0;
    const provide = (): Credential => modeCloudKey(`test-key-${(asked += 1)}`);
    const engine = engineFor(server.url, {}, { name: 'vault', provide });
    await engine.call('things.get', thing);
    engine.learnKind('user');
    await engine.call('things.get', thing);
    expect(sent(server)).toEqual(['1', '1', '2']);
  });
});
