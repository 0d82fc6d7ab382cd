import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { plainCause } from './explain-failure.ts';

describe('plainCause', () => {
  it('keeps name, message, code and cause of an error, and nothing else', () => {
    const cause = Object.assign(new TypeError('no test-secret', { cause: new Error('because') }), {
      code: 'E_NO',
      request: { headers: { authorization: 'test-secret' } },
    });
    const plain = plainCause(cause, ['test-secret']);
    expect(plain).toMatchObject({ name: 'TypeError', message: 'no [redacted]', code: 'E_NO' });
    expect(plain?.cause).toMatchObject({ message: 'because' });
    expect(inspect(plain, { depth: 10, showHidden: true })).not.toContain('test-secret');
  });

  it('ends where causes go round', () => {
    const error = new Error('round');
    error.cause = error;
    let depth = 0;
    for (let at = plainCause(error, []); at !== undefined; at = at.cause as Error | undefined) depth += 1;
    expect(depth).toBe(5);
  });

  it.each([undefined, null, 'text', { message: 'no error' }])('makes nothing of %s', (cause) => {
    expect(plainCause(cause, [])).toBeUndefined();
  });
});
