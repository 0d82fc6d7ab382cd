import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { InputError } from '../errors/input-error.ts';
import { authorization } from './credential.ts';
import { signatureToken } from './signature-token.ts';

describe('signatureToken', () => {
  // Written by `printf 'token:key:secret' | base64`.
  it.each([
    ['test-token', 'test-key', 'test-secret', 'Bearer dGVzdC10b2tlbjp0ZXN0LWtleTp0ZXN0LXNlY3JldA=='],
    ['tök', 'ky✓', 's:ê', 'Bearer dMO2azpreeKckzpzOsOq'],
  ])('%s, its key and its secret make the header', (token, accessKey, accessSecret, header) => {
    const credential = signatureToken({ token, accessKey, accessSecret });
    expect(credential[authorization]()).toBe(header);
    expect(credential.kind).toBe('discovery');
  });

  it.each([
    ['a colon in the token', 'canary:1', 'test-key', 'test-secret'],
    ['a colon in the key', 'test-token', 'canary:1', 'test-secret'],
    ['an empty key', 'canary', '', 'test-secret'],
    ['LF in the secret', 'test-token', 'test-key', 'canary\n'],
  ])('refuses %s without showing it', (_what, token, accessKey, accessSecret) => {
    let error: unknown;
    try {
      signatureToken({ token, accessKey, accessSecret });
    } catch (caught) {
      error = caught;
    }
    expect(InputError.isInstance(error)).toBe(true);
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('canary');
  });
});
