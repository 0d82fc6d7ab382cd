import { format, inspect } from 'node:util';
import { basic } from '@bimodal/auth-core';
import { describe, expect, it } from 'vitest';
import { json, PlatformServer, type Handler } from './platform-server.ts';

const hidden = /test-token|test-secret|test-key|dGVzdC10b2tlb/;
const mint = 'POST /batch/acme/signature_tokens';
const minted = { token: 'aaaaaaaaaaaa', access_key: 'test-key', access_secret: 'test-secret-2' };
const options = { headers: { 'x-api-key': 'test-secret' } };

/** Ways in which people print things. */
const ways: Readonly<Record<string, (value: object) => string>> = {
  'inspect, at any depth': (value) => inspect(value, { depth: 10, showHidden: true, getters: true }),
  'inspect, past what an object says of itself': (value) =>
    inspect(value, { depth: 10, showHidden: true, customInspect: false }),
  'inspect, of a copy': (value) => inspect({ ...value }, { depth: 10, showHidden: true }),
  'inspect, inside of something': (value) => inspect(new Map([['it', [value]]]), { depth: 10 }),
  'JSON.stringify': (value) => JSON.stringify({ it: value }) ?? '',
  'format("%j %O %o")': (value) => format('%j %O %o', value, value, value),
  String: (value) => String(value),
  'an error that carries it': (value) =>
    inspect(Object.assign(new Error('x', { cause: value }), { value }), { depth: 10 }),
};

describe.each(Object.keys(ways))('%s', (way) => {
  const print = (value: object): string => ways[way]?.(value) ?? '';

  it('shows no secret of a client, nor of what it makes, with requests under way', async () => {
    await using server = await new PlatformServer()
      .on(mint, json(200, minted))
      .on('DELETE /batch/acme/signature_tokens/aaaaaaaaaaaa', json(200, {}))
      .on('GET /batch/acme/reports', json(200, { pagination: {}, reports: [] }))
      .on('GET /api/verify', json(200, { workspace: 'acme' }))
      .start();
    await using mode = server.client(options);
    await mode.discovery.listReports();
    const call = mode.verify();
    const list = mode.discovery.listReports();
    const rows = mode.results.rows({ report: 'r1', run: 'n1' });
    for (const value of [
      mode,
      call,
      list,
      rows,
      mode.discovery,
      mode.webhooks,
      mode.crawl(),
      mode.withOptions({}),
    ])
      expect(print(value)).not.toMatch(hidden);
    await call;
  });

  it('shows nothing of a secret that begins like its token, where the platform quotes both', async () => {
    await using server = await new PlatformServer()
      .on('GET /api/verify', json(401, { id: 'no', message: 'test-token and test-token-canary are no good' }))
      .start();
    const credential = basic({ token: 'test-token', secret: 'test-token-canary' });
    await using mode = server.client({ ...options, credential });
    const failure: unknown = await mode.verify().then(String, (error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(print(failure as Error)).not.toMatch(/test-token|canary/);
  });

  it.each<[string, Handler]>([
    ['a failure', json(500, { message: 'no', signature_token: minted })],
    ['a refusal', json(422, { id: 'invalid', signature_token: minted })],
    [
      'half an answer',
      (_seen, response) =>
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end('{"access_secret":"test-secret-2'),
    ],
    [
      'a page',
      (_seen, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>test-secret-2'),
    ],
  ])('shows nothing of a token that was made, where the answer is %s', async (_what, handler) => {
    await using server = await new PlatformServer().on(mint, handler).start();
    await using mode = server.client(options);
    const failure: unknown = await mode.discovery.listReports().then(String, (error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(print(failure as Error)).not.toMatch(hidden);
    expect(failure).toMatchObject({ excerpt: undefined });
  });
});
