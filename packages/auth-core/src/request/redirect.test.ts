import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { engineFor, facts, rejection } from '../../test/engine.ts';
import { json, serve, type TestServer } from '../../test/server.ts';
import { modeCloudKey } from '../credentials/mode-cloud-key.ts';
import { contract } from '../../test/contract.ts';
import { OriginError } from '../errors/origin-error.ts';
import { StatusError } from '../errors/status-error.ts';
import { Exchange } from '../exchange/exchange.ts';
import { OutgoingRequest } from '../transport/outgoing-request.ts';
import { redirected } from './redirect.ts';
import { readSettings } from '../options/settings.ts';

/** A server that redirects everything below `/things` to a place. */
function redirecting(status: number, location: string): Promise<TestServer> {
  return serve((request, response) => {
    if (request.url?.startsWith('/things') === true)
      response.writeHead(status, { location }).end('elsewhere');
    else response.writeHead(200, { 'content-type': 'text/csv' }).end('a,b');
  });
}

const statuses = [301, 302, 303, 307, 308];
const mine = { headers: { 'x-api-key': 'test-secret', cookie: 'test-secret' } };

describe('a redirect of an API call', () => {
  it.each(statuses)('%i to another origin is not followed', async (status) => {
    const other = await serve((_request, response) => json(response, { id: 'a' }));
    const server = await redirecting(status, `${other.url}/moved?secret=1`);
    for (const [operation, input] of [
      ['things.get', { thing: 'a' }],
      ['things.create', { name: 'n' }],
    ] as const) {
      const error = await rejection(engineFor(server.url).call(operation, input));
      expect(StatusError.isInstance(error)).toBe(true);
      expect(String(error)).toContain(`Redirects are not followed: this one leads to ${other.url}.`);
    }
    expect(server.received).toHaveLength(2);
    expect(other.connections()).toBe(0);
  });

  it.each(statuses)('%i within the origin is not followed', async (status) => {
    const server = await redirecting(status, '/moved');
    expect(await rejection(engineFor(server.url).call('things.get', { thing: 'a' }))).toMatchObject({
      status,
    });
    expect(server.received).toHaveLength(1);
  });
});

describe('a redirect of a download', () => {
  it.each(statuses)(
    '%i to another origin is followed without credential and without the user’s headers',
    async (status) => {
      const other = await serve((_request, response) => {
        response.writeHead(200, { 'content-type': 'text/csv' }).end('a,b');
      });
      const server = await redirecting(status, `${other.url}/file?signature=s`);
      const { data } = await engineFor(server.url, mine).bytes(
        'things.download',
        { thing: 'a' },
        { headers: { 'x-own': 'test-secret' } },
      );
      expect(await data.text()).toBe('a,b');
      expect(other.received[0]?.path).toBe('/file?signature=s');
      expect(Object.keys(other.received[0]?.headers ?? {}).toSorted()).toEqual(
        ['accept', 'accept-encoding', 'connection', 'host', 'user-agent'].toSorted(),
      );
      expect(server.received[0]?.headers['authorization']).toBe('ModeCloud test-key');
    },
  );

  it('within the origin keeps both', async () => {
    const server = await redirecting(302, '/file');
    const { data } = await engineFor(server.url, mine).bytes('things.download', { thing: 'a' });
    expect(await data.text()).toBe('a,b');
    expect(server.received[1]?.headers).toMatchObject({
      authorization: 'ModeCloud test-key',
      'x-api-key': 'test-secret',
    });
  });

  it('back to the first origin does not bring the credential back', async () => {
    const back: { url: string } = { url: '' };
    const other = await serve((_request, response) => {
      response.writeHead(302, { location: `${back.url}/file` }).end();
    });
    const server = await redirecting(302, `${other.url}/`);
    back.url = server.url;
    const { data } = await engineFor(server.url, mine).bytes('things.download', { thing: 'a' });
    expect(await data.text()).toBe('a,b');
    expect(server.received[1]?.path).toBe('/file');
    expect(server.received[1]?.headers).not.toHaveProperty('authorization');
    expect(server.received[1]?.headers).not.toHaveProperty('x-api-key');
  });

  it.each([
    ['plain http elsewhere', 'http://things.test/file'],
    ['another scheme', 'file:///etc/passwd'],
    ['no URL', 'http://['],
  ])('to %s is refused', async (_what, location) => {
    const server = await redirecting(302, location);
    const error = await rejection(engineFor(server.url).bytes('things.download', { thing: 'a' }));
    expect(OriginError.isInstance(error)).toBe(true);
    expect(server.received).toHaveLength(1);
  });

  it('from https to plain http is refused, also to this machine', async () => {
    const settings = readSettings(facts, { baseUrl: 'https://things.test' });
    const operation = contract.find('things.download')!;
    const exchange = new Exchange(contract, operation, settings, undefined);
    exchange.deadline.end();
    const from = new OutgoingRequest({
      origin: 'https://things.test',
      path: '/things/a/file',
      method: 'GET',
      headers: [],
      body: undefined,
      idempotent: true,
    });
    const opened = { status: 302, headers: { location: 'http://127.0.0.1:1/file' } };
    expect(() => redirected(exchange, from, opened, 0)).toThrow('which is plain http');
  });

  it('that goes on and on is given up after 5', async () => {
    const server = await redirecting(302, '/things/again');
    const error = await rejection(engineFor(server.url).bytes('things.download', { thing: 'a' }));
    expect(OriginError.isInstance(error)).toBe(true);
    expect(server.received).toHaveLength(6);
  });

  it('whose body never ends is ended by the deadline', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(302, { location: '/file', 'content-length': '1000' }).write('x');
    });
    const call = engineFor(server.url).bytes('things.download', { thing: 'a' }, { timeout: 200, retries: 0 });
    expect(await rejection(call)).toMatchObject({ name: 'TimeoutError' });
  });

  it('without a place is an error of its status', async () => {
    const server = await serve((_request, response) => void response.writeHead(304).end());
    const engine = engineFor(server.url, {}, modeCloudKey('test-key'));
    expect(await rejection(engine.bytes('things.download', { thing: 'a' }))).toMatchObject({ status: 304 });
  });
});

describe('a redirect, by itself', () => {
  const headers = ['accept', '*/*', 'x-api-key', 'test-secret', 'authorization', 'ModeCloud test-key'];
  const next = (from: string, location: string, allowInsecureHttp = false): OutgoingRequest | undefined => {
    const settings = readSettings(facts, { baseUrl: from, allowInsecureHttp });
    const exchange = new Exchange(contract, contract.find('things.download')!, settings, undefined);
    exchange.deadline.end();
    const request = { path: '/a', method: 'GET', headers, body: undefined, idempotent: true };
    const opened = { status: 302, headers: { location } };
    return redirected(exchange, new OutgoingRequest({ origin: from, ...request }), opened, 0);
  };

  it.each([
    ['http://127.0.0.1:8080', 'https://127.0.0.1:8080/b', false],
    ['https://things.test:8080', 'http://things.test:8080/b', true],
    ['https://things.test', 'https://things.test:444/b', false],
    ['https://things.test', 'https://things.test.elsewhere.test/b', false],
    ['https://things.test', 'https://www.things.test/b', false],
    ['https://things.test', '//elsewhere.test/b', false],
    ['https://things.test', 'https://things.test@elsewhere.test/b', false],
  ])('from %s to %s leaves the origin, and all that is the client’s', (from, location, allowed) => {
    expect(next(from, location, allowed)?.headers).toEqual(['accept', '*/*']);
  });

  it.each([
    ['https://things.test', 'https://things.test:443/b'],
    ['https://things.test', 'HTTPS://THINGS.test/b'],
    ['http://127.0.0.1:8080', 'http://127.1:8080/b'],
    ['https://things.test', '/b'],
    ['https://things.test', 'b'],
  ])('from %s to %s stays within the origin', (from, location) => {
    expect(next(from, location)?.headers).toEqual(headers);
  });

  it.each(['http://127.0.0.1:8080/b', 'http://localhost/b', 'http://[::1]/b', 'http://things.test/b'])(
    'from https does not go to %s',
    (location) => {
      expect(() => next('https://things.test', location)).toThrow('which is plain http');
    },
  );

  it.each(['http://things.test/b?key=canary', 'ftp://things.test/canary', 'data:text/plain,canary'])(
    'that is refused (%s) is not shown beyond its origin',
    (location) => {
      let failure: unknown;
      try {
        next('https://things.test', location);
      } catch (error) {
        failure = error;
      }
      expect(OriginError.isInstance(failure)).toBe(true);
      expect(String(failure)).not.toContain('canary');
    },
  );
});

it('a redirect to anywhere takes headers of the user and the credential nowhere else, or is an OriginError', () => {
  const settings = readSettings(facts, { baseUrl: 'https://things.test' });
  const exchange = new Exchange(contract, contract.find('things.download')!, settings, undefined);
  const from = new OutgoingRequest({
    origin: 'https://things.test',
    path: '/things/a/file',
    method: 'GET',
    headers: ['accept', '*/*', 'x-api-key', 'test-secret', 'authorization', 'ModeCloud test-key'],
    body: undefined,
    idempotent: true,
  });
  const location = fc.oneof(
    fc.string(),
    fc.webUrl({ validSchemes: ['http', 'https', 'ftp'] }),
    fc.webPath(),
    fc.constantFrom(
      '//elsewhere.test/a',
      'https://things.test@elsewhere.test',
      'https://things.test:8443/',
      '\\\\elsewhere.test',
      'file:///etc/passwd',
    ),
  );
  fc.assert(
    fc.property(location, fc.constantFrom(...statuses), (text, status) => {
      try {
        const next = redirected(exchange, from, { status, headers: { location: text } }, 0);
        expect(next?.origin).toMatch(/^https:\/\//);
        if (next?.origin !== from.origin) expect(next?.headers).toEqual(['accept', '*/*']);
      } catch (error) {
        if (!OriginError.isInstance(error)) throw error;
      }
    }),
    { numRuns: 1000 },
  );
  exchange.deadline.end();
});
