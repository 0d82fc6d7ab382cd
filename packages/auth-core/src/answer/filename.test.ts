import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filenameOf } from './filename.ts';

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
          (name !== '' && name !== '.' && name !== '..' && !/[/\\\u0000-\u001f\u007f]/.test(name))
        );
      }),
    );
  });
});
