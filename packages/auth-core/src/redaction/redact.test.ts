import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Needles } from './needles.ts';
import { excerptOf, redact } from './redact.ts';

describe('redact', () => {
  it('cuts each secret out, the one that holds another first', () => {
    expect(redact('a test-secret-2 and test-secret', new Needles(['test-secret', 'test-secret-2']))).toBe(
      'a [redacted] and [redacted]',
    );
  });

  it.each([
    ['in JSON', 'pass"word', '{"was":"pass\\"word"}'],
    ['in a URL', 'pass word/1', 'https://x.test/?q=pass%20word%2F1'],
    ['in a form', 'pass word/1', 'q=pass+word%2F1'],
    ['in JSON that escapes slashes', 'pass/word', '{"was":"pass\\/word"}'],
    ['in JSON for HTML', 'pass&word', '{"was":"pass\\u0026word"}'],
    ['in JSON of ASCII', 'pässword', '{"was":"p\\u00e4ssword"}'],
    ['in a URL in lower case', 'pass/word', 'https://x.test/?q=pass%2fword'],
    ['in HTML', `pass"word'&`, '<p>pass&quot;word&#39;&amp;</p>'],
    ['in base64', 'test-secret', 'dGVzdC1zZWNyZXQ='],
    ['in base64 with a plus', 'test-secret>>>', 'dGVzdC1zZWNyZXQ+Pj4='],
    ['in base64 in JSON that escapes slashes', 'test-secret???', 'dGVzdC1zZWNyZXQ\\/Pz8='],
    ['in base64url', 'test-secret>>>', 'dGVzdC1zZWNyZXQ-Pj4'],
  ])('knows one as it is spelled %s', (_where, secret, text) => {
    const safe = redact(text, new Needles([secret]));
    expect(safe).toContain('[redacted]');
    expect(safe).not.toMatch(/word|dGVz/);
  });

  it('leaves no secret in any text', () => {
    const secret = fc.string({ unit: 'binary', minLength: 4, maxLength: 40 }).filter(
      // What stands in the mark itself cannot be told from it; white space and what cannot be seen is in no comparison.
      (text) => !'[redacted]'.includes(text.toLowerCase()) && /[\p{L}\p{N}]{3}/u.test(text),
    );
    fc.assert(
      fc.property(secret, fc.string(), fc.string(), (secret, before, after) => {
        for (const spelled of [secret, JSON.stringify(secret), encodeURIComponent(secret.toWellFormed())]) {
          const safe = redact(before + spelled + after, new Needles([secret]));
          if (safe.includes(secret) && !(before + after).includes(secret[0] ?? '')) return false;
          if (!safe.includes('[redacted]')) return false;
        }
        return true;
      }),
    );
  });
});

describe('excerptOf', () => {
  it('is one line of 500 characters at most', () => {
    expect(excerptOf('  a\r\n\tb  ', new Needles([]))).toBe('a b');
    expect(excerptOf('x'.repeat(2000), new Needles([]))).toBe(`${'x'.repeat(500)}…`);
  });

  it('shows no beginning of a secret that lies across the edge of what is read', () => {
    for (let shift = 1; shift < 12; shift += 1) {
      const text = `${' '.repeat(64 * 1024 - shift)}test-secret and more`;
      expect(excerptOf(text, new Needles(['test-secret']))).not.toMatch(/t/);
    }
  });

  it('shows no beginning of a secret that lies across its own edge', () => {
    expect(excerptOf(`${'x'.repeat(495)}test-secret`, new Needles(['test-secret']))).not.toContain('test');
  });
});
