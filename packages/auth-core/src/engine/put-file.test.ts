import { inspect } from 'node:util';
import { Agent } from 'undici';
import { describe, expect, it, onTestFinished } from 'vitest';
import { engineFor, rejection } from '../../test/engine.ts';
import { modeCloudKey } from '../credentials/mode-cloud-key.ts';
import { serve } from '../../test/server.ts';
import { InputError } from '../errors/input-error.ts';
import { OriginError } from '../errors/origin-error.ts';
import { PermissionError } from '../errors/permission-error.ts';
import { RateLimitError } from '../errors/rate-limit-error.ts';
import { ServerError } from '../errors/server-error.ts';
import { StatusError } from '../errors/status-error.ts';
import type { ClientOptions } from '../options/settings.ts';

const content = { bytes: Buffer.from('a,b'), type: 'text/csv' };
const put = (address: string, options: ClientOptions = {}, given = content): Promise<void> =>
  engineFor('http://127.0.0.1:9', { retries: 0, ...options }).putFile('things.get', address, given);

describe('a file that is put where the platform said', () => {
  it('takes its type and length along, and nothing of the client’s', async () => {
    const server = await serve((_request, response) => void response.writeHead(200).end());
    let steps = 0;
    await put(`${server.url}/bucket/a?signature=s`, {
      headers: { 'x-api-key': 'test-secret', cookie: 'test-secret' },
      before: ({ headers }) => {
        steps += 1;
        headers['x-step'] = 'test-secret';
      },
    });
    expect(server.received).toMatchObject([{ method: 'PUT', path: '/bucket/a?signature=s', body: 'a,b' }]);
    const names = Object.keys(server.received[0]?.headers ?? {}).toSorted();
    expect(names).toEqual(['connection', 'content-length', 'content-type', 'host', 'user-agent']);
    expect(steps).toBe(0);
  });

  it('takes no header of the call along either', async () => {
    const server = await serve((_request, response) => void response.writeHead(200).end());
    const engine = engineFor('http://127.0.0.1:9');
    await engine.putFile('things.get', server.url, content, { headers: { 'x-own': 'test-secret' } });
    expect(server.received[0]?.headers).not.toHaveProperty('x-own');
  });

  it.each([301, 302, 303, 307, 308])('is not put elsewhere by a %i, which is no success', async (status) => {
    const other = await serve((_request, response) => void response.writeHead(200).end());
    const server = await serve(
      (_request, response) => void response.writeHead(status, { location: `${other.url}/b` }).end(),
    );
    const failure = await rejection(put(`${server.url}/a?signature=test-secret`));
    expect(StatusError.isInstance(failure)).toBe(true);
    expect(failure).toMatchObject({ status, retryable: false });
    expect(inspect(failure, { depth: 10, showHidden: true })).not.toContain('test-secret');
    expect([server.received.length, other.connections()]).toEqual([1, 0]);
  });

  it.each<[string, string | undefined, ClientOptions]>([
    ['a base URL', 'https://things.test', {}],
    ['a base URL, with plain http asked for by name', 'https://things.test', { allowInsecureHttp: true }],
    ['the origin of its credential', undefined, {}],
    ['nothing: production', undefined, { credential: modeCloudKey('test-key') }],
  ])(
    'is not put at http on this machine where the platform is on https by %s',
    async (_how, url, options) => {
      const server = await serve((_request, response) => void response.writeHead(200).end());
      const bound = modeCloudKey('test-key', { origin: 'https://things.test' });
      const engine = engineFor(url, options, url === undefined ? (options.credential ?? bound) : undefined);
      const failure = await rejection(
        engine.putFile('things.get', `${server.url}/admin?signature=test-secret`, content),
      );
      expect(OriginError.isInstance(failure)).toBe(true);
      expect(String(failure)).toContain('which is plain http. Nothing was put there.');
      expect(inspect(failure, { depth: 10, showHidden: true })).not.toContain('test-secret');
      expect(server.connections()).toBe(0);
    },
  );

  it.each([
    'http://things.test/a',
    'http://127.0.0.1.things.test/a',
    'http://192.168.0.1/a',
    'ftp://127.0.0.1/a',
  ])('is not put at %s', async (address) => {
    const failure = await rejection(put(`${address}?signature=test-secret`));
    expect(OriginError.isInstance(failure)).toBe(true);
    expect(String(failure)).toContain('Nothing was put there.');
    expect(inspect(failure, { depth: 10, showHidden: true })).not.toContain('test-secret');
  });

  it('is put over plain http to another machine where that is asked for by name', async () => {
    const server = await serve((_request, response) => void response.writeHead(200).end());
    const dispatcher = new Agent({
      connect: { lookup: (_host, _options, found) => found(null, [{ address: '127.0.0.1', family: 4 }]) },
    });
    onTestFinished(() => dispatcher.destroy());
    await put(`http://things.test:${server.port}/a`, { allowInsecureHttp: true, dispatcher });
    expect(server.received[0]?.headers.host).toBe(`things.test:${server.port}`);
  });

  it.each(['text/csv\r\nx-more: 1', 'text/csv\n', 'text\0csv', 'text/csv\u0100'])(
    'is not put with the type %j',
    async (type) => {
      const server = await serve((_request, response) => void response.writeHead(200).end());
      const failure = await rejection(put(server.url, {}, { ...content, type }));
      expect(InputError.isInstance(failure)).toBe(true);
      expect(server.connections()).toBe(0);
    },
  );

  it.each([408, 425, 429, 503])('is put again after a %i, when the answer says', async (status) => {
    const server = await serve((_request, response) => {
      const first = server.received.length === 1;
      response.writeHead(first ? status : 200, first ? { 'retry-after': '0' } : {}).end();
    });
    await put(server.url, { retries: 1 });
    expect(server.received.map(({ body }) => body)).toEqual(['a,b', 'a,b']);
  });

  it.each([
    [429, RateLimitError, true],
    [503, ServerError, true],
    [403, PermissionError, false],
  ])('says of a %i how long to wait, in the error of its class', async (status, Class, retryable) => {
    const server = await serve(
      (_request, response) => void response.writeHead(status, { 'retry-after': '7' }).end(),
    );
    const failure = await rejection(put(server.url));
    expect(failure).toBeInstanceOf(Class);
    expect(failure).toMatchObject({ status, retryAfter: 7000, retryable });
  });
});
