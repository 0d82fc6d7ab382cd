import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OriginError } from '../errors/origin-error.ts';
import { isLoopback, readBaseUrl } from './base-url.ts';

describe('readBaseUrl', () => {
  it.each([
    ['https://app.mode.com', 'https://app.mode.com', ''],
    ['https://app.mode.com/', 'https://app.mode.com', ''],
    ['HTTPS://App.Mode.com:443', 'https://app.mode.com', ''],
    ['https://proxy.test:8443/mode//', 'https://proxy.test:8443', '/mode'],
    ['http://127.0.0.1:4747', 'http://127.0.0.1:4747', ''],
    ['http://localhost:80', 'http://localhost', ''],
    ['http://[::1]:1', 'http://[::1]:1', ''],
    ['http://dev.localhost', 'http://dev.localhost', ''],
  ])('reads %s', (text, origin, prefix) => {
    expect(readBaseUrl(text, false)).toEqual({ origin, prefix });
  });

  it.each([
    'http://app.mode.com',
    'http://10.0.0.1',
    'http://127.0.0.1.evil.test',
    'http://localhost.evil.test',
    'http://0.0.0.0',
    'http://[::ffff:10.0.0.1]',
  ])('refuses plain http to %s unless it is asked for', (text) => {
    expect(() => readBaseUrl(text, false)).toThrow('is plain http');
    expect(readBaseUrl(text, true).origin).toBe(new URL(text).origin);
  });

  it.each([
    ['no URL', 'app.mode.com'],
    ['nothing', ''],
    ['another scheme', 'ftp://app.mode.com'],
    ['a file', 'file:///etc/passwd'],
    ['a password', 'https://user:canary@app.mode.com'],
    ['a user name', 'https://canary@app.mode.com'],
    ['a query', 'https://app.mode.com?canary=1'],
    ['a fragment', 'https://app.mode.com#canary'],
  ])('refuses %s without showing it', (_what, text) => {
    expect(() => readBaseUrl(text, true)).toThrow(OriginError);
    expect(() => readBaseUrl(text, true)).not.toThrow('canary');
  });

  it('gives an origin and a path that begins with one slash and ends with none, or throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl({ validSchemes: ['http', 'https'] }), fc.string()), (text) => {
        let base;
        try {
          base = readBaseUrl(text, false);
        } catch (error) {
          return OriginError.isInstance(error);
        }
        const url = new URL(base.origin);
        const safe = url.protocol === 'https:' || isLoopback(url.hostname);
        return safe && url.origin === base.origin && /^(?:|\/.*[^/])$/.test(base.prefix);
      }),
    );
  });
});
