import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filenameOf, safeFileName } from './filename.ts';

describe('filenameOf', () => {
  it.each([
    ['attachment; filename="report.csv"', 'report.csv'],
    ['attachment; filename=report.csv', 'report.csv'],
    ['attachment; filename="a b; c.csv"', 'a b; c.csv'],
    [`attachment; filename="x.csv"; filename*=UTF-8''na%C3%AFve%20r%C3%A9sum%C3%A9.csv`, 'naïve résumé.csv'],
    ['attachment; filename="../../etc/passwd"', 'passwd'],
    ['attachment; filename="C:\\\\Windows\\\\win.ini"', 'win.ini'],
    [`attachment; filename*=UTF-8''..%2F..%2Fetc%2Fpasswd`, 'passwd'],
    ['attachment; filename=".."', undefined],
    ['attachment; filename=""', undefined],
    ['attachment; filename="a\u0000b\u0007.csv"', 'ab.csv'],
    [`attachment; filename*=UTF-8''%E0%A4%A`, undefined],
    ['attachment', undefined],
    ['inline', undefined],
    [undefined, undefined],
  ])('of %j is %j', (header, name) => {
    expect(filenameOf(header)).toBe(name);
  });

  it('names no folder and has no control character, whatever the server proposes', () => {
    const names = fc.string({ unit: 'binary' });
    const headers = fc.oneof(
      names,
      names.map((name) => `attachment; filename="${name}"`),
      names.map((name) => `attachment; filename=${name}`),
      names.map((name) => `attachment; filename*=UTF-8''${encodeURIComponent(name.toWellFormed())}`),
    );
    fc.assert(
      fc.property(headers, (header) => {
        const name = filenameOf(header);
        return (
          name === undefined ||
          (!/^\.*$|[. ]$|[/\\:\p{Cc}\p{Zl}\p{Zp}\p{Bidi_C}]/u.test(name) && Buffer.byteLength(name) <= 255)
        );
      }),
    );
  });
});

describe('safeFileName', () => {
  it.each([
    ['a.csv', 'a.csv'],
    ['x/..', undefined],
    ['..', undefined],
    ['. . .', undefined],
    ['/', undefined],
    ['', undefined],
    ['\0', undefined],
    ['a\0.csv', 'a.csv'],
    ['\u001b[31m\u001b]0;owned\u0007a\r\nFAKE LINE.csv', '[31m]0;ownedaFAKE LINE.csv'],
    ['\u009b31ma.csv', '31ma.csv'],
    ['vsc.\u202etxt.exe', 'vsc.txt.exe'],
    ['\u2066a\u2069\u200b\ufeff.csv', 'a.csv'],
    ['C:evil.csv', 'C_evil.csv'],
    ['a.csv:stream', 'a.csv_stream'],
    ['what? <now> "or" *later*|.csv', 'what_ _now_ _or_ _later__.csv'],
    ['a.csv. .', 'a.csv'],
    ['CON', '_CON'],
    ['nul.csv', '_nul.csv'],
    ['com1.tar.gz', '_com1.tar.gz'],
    ['console.csv', 'console.csv'],
    ['naïve 日本 🔑.csv', 'naïve 日本 🔑.csv'],
    ['half \ud800.csv', 'half .csv'],
  ])('of %j is %j', (proposed, name) => {
    expect(safeFileName(proposed)).toBe(name);
  });

  it('cuts a name that no system has room for, and keeps its ending', () => {
    const name = safeFileName(`${'日'.repeat(200)}.csv`) ?? '';
    expect(name).toMatch(/^日+\.csv$/);
    expect(Buffer.byteLength(name)).toBeGreaterThan(250);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
  });
});
