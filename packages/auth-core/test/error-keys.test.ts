import { describe, expect, it } from 'vitest';
import { CredentialError } from '../src/errors/credential-error.ts';
import type { Engine } from '../src/engine/engine.ts';
import { engineFor, rejection } from './engine.ts';
import { json, serve, serveBytes } from './server.ts';

/** What every error may carry, beside its message and its stack. */
const common = ['attempts', 'excerpt', 'method', 'name', 'operation', 'path', 'requestId', 'retryable'];
const status = [...common, 'code', 'retryAfter', 'status'].toSorted();
const options = { retries: 0, headers: { 'x-test': 'test-secret' }, userAgent: 'test-secret' };
const get = (engine: Engine): Promise<unknown> => engine.call('things.get', { thing: 'a' }, { retries: 0 });

describe('an error carries what the allow-list names, and nothing else', () => {
  it.each([302, 401, 403, 404, 409, 418, 429, 500])('of the status %i', async (code) => {
    const server = await serve((_request, response) =>
      json(response, { code: 'no', more: 'test-secret' }, code),
    );
    const error = await rejection(get(engineFor(server.url, options)));
    expect(Object.keys(error as object).toSorted()).toEqual(status);
    expect(error).toMatchObject({ path: '/things/{thing}', method: 'GET', attempts: 1, status: code });
  });

  it.each<[string, string, readonly string[]]>([
    ['of an answer that breaks off', 'HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{', ['fault']],
    [
      'of an answer that is none',
      'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 1\r\n\r\nx',
      ['fault'],
    ],
    ['of a connection that breaks', '', ['code', 'reused', 'sent']],
  ])('%s', async (_what, bytes, more) => {
    const server = await serveBytes(bytes);
    const error = await rejection(get(engineFor(server.url, options)));
    expect(Object.keys(error as object).toSorted()).toEqual([...common, ...more].toSorted());
  });

  it('of a connection that cannot be made', async () => {
    const server = await serve(() => undefined);
    await server.close();
    const error = await rejection(get(engineFor(server.url, options)));
    expect(Object.keys(error as object).toSorted()).toEqual([...common, 'code', 'reused', 'sent'].toSorted());
  });

  it('of a provider that fails, whose own error is its cause', async () => {
    const provide = (): never => {
      throw new Error('locked');
    };
    const error = await rejection(get(engineFor('http://127.0.0.1:9', options, { name: 'vault', provide })));
    expect(CredentialError.isInstance(error)).toBe(true);
    expect(Object.keys(error as object).toSorted()).toEqual(common);
    expect((error as Error).cause).toMatchObject({ message: 'locked' });
  });
});

describe('an error says whether the same call may be made again', () => {
  it.each([
    [429, 'things.create', true],
    [429, 'things.get', true],
    [408, 'things.create', false],
    [408, 'things.get', true],
    [500, 'things.create', false],
    [503, 'things.get', true],
    [400, 'things.get', false],
    [302, 'things.get', false],
  ])('after %i of %s: %s', async (code, operation, retryable) => {
    const server = await serve((_request, response) => json(response, {}, code));
    const input = operation === 'things.get' ? { thing: 'a' } : { name: 'a' };
    const call = engineFor(server.url, { retries: 0 }).call(operation, input);
    expect(await rejection(call)).toMatchObject({ status: code, retryable, attempts: 1 });
  });
});

it.each([
  [200, 'text/html'],
  [500, 'text/html'],
  [400, 'application/json'],
])('An answer (%i, %s) is quoted with 500 characters at most', async (code, type) => {
  const body = type === 'text/html' ? 'x'.repeat(3000) : JSON.stringify({ message: 'x'.repeat(3000) });
  const server = await serve(
    (_request, response) => void response.writeHead(code, { 'content-type': type }).end(body),
  );
  const error = await rejection(get(engineFor(server.url, options)));
  expect(error).toMatchObject({ excerpt: expect.stringMatching(/^.{499,501}$/) });
  expect(String(error).length).toBeLessThan(1500);
});
