import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Needles } from '../redaction/needles.ts';
import { redact } from '../redaction/redact.ts';
import { CredentialError } from './credential-error.ts';
import { NotFoundError } from './not-found-error.ts';
import { plainCause } from './plain-cause.ts';

describe('plainCause', () => {
  it('keeps name, message, code and cause of an error, and nothing else', () => {
    const cause = Object.assign(new TypeError('no test-secret', { cause: new Error('because') }), {
      code: 'E_NO',
      request: { headers: { authorization: 'test-secret' } },
    });
    const plain = plainCause(cause, (text) => redact(text, new Needles(['test-secret'])));
    expect(plain).toMatchObject({ name: 'TypeError', message: 'no [redacted]', code: 'E_NO' });
    expect(plain?.cause).toMatchObject({ message: 'because' });
    expect(inspect(plain, { depth: 10, showHidden: true })).not.toContain('test-secret');
  });

  it('ends where causes go round', () => {
    const error = new Error('round');
    error.cause = error;
    let depth = 0;
    for (let at = plainCause(error); at !== undefined; at = at.cause as Error | undefined) depth += 1;
    expect(depth).toBe(5);
  });

  it.each([undefined, null, { message: 'no error' }])('makes nothing of %s', (cause) => {
    expect(plainCause(cause)).toBeUndefined();
  });

  it('keeps the class and where it was thrown, and nothing that the class keeps', () => {
    class VaultError extends Error {
      readonly config = { headers: { 'x-vault-token': 'canary' } };
      readonly #lease = 'canary';
      [inspect.custom](): string {
        return this.#lease;
      }
      toJSON(): unknown {
        return { lease: this.#lease };
      }
    }
    const plain = plainCause(new VaultError('shut'));
    expect(plain).toBeInstanceOf(VaultError);
    expect(plain?.stack).toMatch(/^Error: shut\n +at .*plain-cause\.test/);
    expect(Object.keys(plain ?? {})).toEqual([]);
    expect(inspect(plain, { depth: 10, showHidden: true }) + JSON.stringify(plain)).not.toContain('canary');
  });

  it('keeps what errors for several addresses say, and the number of an MQTT refusal', () => {
    const several = new AggregateError([new Error('no one'), new Error('no other')]);
    expect(plainCause(several)?.message).toBe('no one; no other');
    expect(plainCause(Object.assign(new Error('refused'), { code: 5 }))).toMatchObject({ code: 5 });
  });

  it('leaves an error of ours as it is, and makes one of a text', () => {
    const ours = new NotFoundError('none', { status: 404 });
    expect(plainCause(ours)).toBe(ours);
    expect(plainCause('locked\n\u001b[31m')).toMatchObject({ message: 'locked\\n\\u001b[31m' });
  });
});

it('Of a source of credentials no key is told that nobody here has seen', () => {
  const cause = new Error('vault said canary-key-0123456789 to https://vault.test/v1/secret', {
    cause: Object.assign(new Error('lease canary0canary0canary'), { config: { token: 'canary' } }),
  });
  const error = new CredentialError('No credential.', { cause });
  expect(error.cause).toMatchObject({ message: 'vault said [redacted] to https://vault.test/v1/secret' });
  expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('canary');
});
