import { describe, expect, it } from 'vitest';
import { basic } from '../src/credentials/basic.ts';
import { modeCloudKey } from '../src/credentials/mode-cloud-key.ts';
import { signatureToken } from '../src/credentials/signature-token.ts';
import { deaf, engineFor, rejection } from './engine.ts';
import { json, serve, serveWebSocket } from './server.ts';

const thing = { thing: 'a' };

describe('an engine made from another', () => {
  it('calls with the credential that it was given, and the other goes on with its own', async () => {
    const server = await serve((_request, response) => json(response, { id: 'a' }));
    const first = engineFor(server.url, {}, modeCloudKey('test-key'));
    await first.call('things.get', thing);
    const second = first.with({ baseUrl: server.url }, basic({ token: 'test-token', secret: 'test-secret' }));
    await second.call('things.get', thing);
    await first.call('things.get', thing);
    expect(server.received.map(({ headers }) => headers['authorization'])).toEqual([
      'ModeCloud test-key',
      `Basic ${btoa('test-token:test-secret')}`,
      'ModeCloud test-key',
    ]);
  });

  it('asks a provider of its own, and the same one no second time', async () => {
    const server = await serve((_request, response) => json(response, { id: 'a' }));
    const asked: string[] = [];
    const provider = (name: string): { name: string; provide: () => ReturnType<typeof modeCloudKey> } => ({
      name,
      provide: () => {
        asked.push(name);
        return modeCloudKey(`test-key-${name}`);
      },
    });
    const [one, two] = [provider('one'), provider('two')];
    const engine = engineFor(server.url, {}, one);
    for (const each of [
      engine,
      engine.with({ baseUrl: server.url }, one),
      engine.with({ baseUrl: server.url }, two),
    ])
      await each.call('things.get', thing);
    expect(asked).toEqual(['one', 'two']);
    expect(server.received.at(-1)?.headers['authorization']).toBe('ModeCloud test-key-two');
  });
});

describe('a credential that was given', () => {
  it.each([
    ['a call', 'things.get'],
    ['a download', 'things.download'],
  ])('and is refused is sent once: %s', async (_what, operation) => {
    const server = await serve((_request, response) => json(response, {}, 401));
    const engine = engineFor(server.url);
    const call = operation === 'things.get' ? engine.call(operation, thing) : engine.bytes(operation, thing);
    expect(await rejection(call)).toMatchObject({ name: 'AuthenticationError', attempts: 1 });
    expect(server.received).toHaveLength(1);
  });
});

describe.each([
  ['Basic', basic({ token: 'test-token', secret: 'test-secret' })],
  ['Bearer', signatureToken({ token: 'test-token', accessKey: 'test-key', accessSecret: 'test-secret' })],
  ['ModeCloud', modeCloudKey('test-key')],
])('a %s credential travels in one header, and nowhere else', (scheme, credential) => {
  const inHeader = new RegExp(`^${scheme} [\\w=+/-]+$`);

  it.each(['a call', 'a call with a body', 'a download', 'a websocket'])('of %s', async (how) => {
    const server =
      how === 'a websocket'
        ? await serveWebSocket()
        : await serve((_request, response) => json(response, { id: 'a' }));
    const engine = engineFor(server.url, {}, credential);
    if (how === 'a call') await engine.call('things.get', thing);
    else if (how === 'a download') await (await engine.bytes('things.download', thing)).data.text();
    else if (how === 'a websocket') (await engine.socket('things.listen', thing, deaf)).destroy();
    else await engine.call('things.replace', { ...thing, name: 'n' });
    const { authorization, ...others } = server.received[0]?.headers ?? {};
    expect(authorization).toMatch(inHeader);
    const rest = JSON.stringify({ ...server.received[0], rawHeaders: [], headers: others });
    expect(rest).not.toMatch(/test-|dGVzdC1/);
  });
});
