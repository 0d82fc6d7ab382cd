import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../errors/input-error.ts';
import { basic } from './basic.ts';
import { authorization } from './credential.ts';

function thrown(make: () => unknown): unknown {
  try {
    return make();
  } catch (error) {
    return error;
  }
}

describe('basic', () => {
  // Written by `printf 'token:secret' | base64`.
  it.each([
    ['test-token', 'test-secret', 'Basic dGVzdC10b2tlbjp0ZXN0LXNlY3JldA=='],
    ['tökén', 'päss:wörd', 'Basic dMO2a8Opbjpww6Rzczp3w7ZyZA=='],
  ])('%s and its secret make the header, UTF-8 before base64', (token, secret, header) => {
    expect(basic({ token, secret })[authorization]()).toBe(header);
  });

  it('keeps what it is told of its kind, origin and expiry', () => {
    const expiresAt = new Date('2027-01-31T00:00:00Z');
    const credential = basic({
      token: 'test-token',
      secret: 'test-secret',
      kind: 'member',
      origin: 'https://app.mode.com/',
      expiresAt,
    });
    expect(credential).toMatchObject({ kind: 'member', origin: 'https://app.mode.com', expiresAt });
  });

  it.each([
    ['a colon in the token', 'canary:1', 'test-secret'],
    ['an empty token', '', 'canary'],
    ['an empty secret', 'canary', ''],
    ['CR in the token', 'canary\r1', 'test-secret'],
    ['LF in the secret', 'test-token', 'canary\n1'],
    ['NUL in the secret', 'test-token', 'canary\u00001'],
    ['DEL in the secret', 'test-token', 'canary\u007f1'],
    ['white space around the secret', 'test-token', 'canary '],
  ])('refuses %s without showing it', (_what, token, secret) => {
    const error = thrown(() => basic({ token, secret }));
    expect(InputError.isInstance(error)).toBe(true);
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('canary');
  });

  it('refuses a part that is not a string', () => {
    const options: { token: string; secret: string } = JSON.parse('{"token": 1, "secret": "x"}');
    expect(() => basic(options)).toThrow('The API token is not a string');
  });

  it('answers any two strings with a header that decodes to them, or with an InputError that holds neither', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (token, secret) => {
        const made = thrown(() => basic({ token, secret })[authorization]());
        const decoded =
          typeof made === 'string' && /^Basic [A-Za-z0-9+/]+=*$/.test(made)
            ? Buffer.from(made.slice(6), 'base64').toString('utf8')
            : undefined;
        expect(InputError.isInstance(made) || decoded).toBe(
          decoded === undefined || `${token}:${secret}`.toWellFormed(),
        );
        expect(decoded !== undefined && token.includes(':')).toBe(false);
      }),
    );
  });
});
