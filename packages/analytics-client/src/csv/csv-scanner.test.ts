import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvError } from '../errors/csv-error.ts';
import { CsvScanner } from './csv-scanner.ts';

function scan(...chunks: readonly string[]): string[][] {
  const scanner = new CsvScanner();
  return [...chunks.flatMap((chunk) => scanner.push(chunk)), ...scanner.end()];
}

describe('CsvScanner', () => {
  it.each([
    ['nothing', '', []],
    ['one field', 'a', [['a']]],
    ['a line break at the end', 'a,b\n', [['a', 'b']]],
    [
      'CRLF',
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['a lone CR', 'a\rb', [['a'], ['b']]],
    [
      'empty fields',
      ',\n,,\n',
      [
        ['', ''],
        ['', '', ''],
      ],
    ],
    ['a blank line: one empty field', 'a\n\nb\n', [['a'], [''], ['b']]],
    ['a quoted empty field', '""\n', [['']]],
    ['commas and line breaks in quotes', '"a,b","c\nd\r\ne"\n', [['a,b', 'c\nd\r\ne']]],
    ['doubled quotes', '"say ""hi""",""""', [['say "hi"', '"']]],
    ['a quote inside an unquoted field', '5" disk,x\n', [['5" disk', 'x']]],
  ])('reads %s', (_name, text, records) => {
    expect(scan(text)).toEqual(records);
  });

  it('refuses text after a closing quote, naming the row', () => {
    expect(() => scan('h\n"a"b\n')).toThrow(new CsvError('Row 1 has text after a closing quote.', 1));
  });

  it('refuses a quoted field that never ends', () => {
    expect(() => scan('h\nx\n"a\n')).toThrow(new CsvError('Row 2 ends inside a quoted field.', 2));
  });

  it('reads back whatever is written, wherever the chunks are cut', () => {
    const field = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', 'é', '𝄞', ' ') });
    const records = fc.array(fc.array(field, { minLength: 1, maxLength: 4 }), { maxLength: 6 });
    fc.assert(
      fc.property(
        records,
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        fc.infiniteStream(fc.nat(4)),
        (rows, eol, last, cuts) => {
          const text =
            rows.map((row) => row.map(written).join(',')).join(eol) + (last && rows.length > 0 ? eol : '');
          expect(scan(...cut(text, cuts))).toEqual(rows);
        },
      ),
      { numRuns: 500 },
    );
  });
});

/** Quotes where it must, and the empty field too: it alone on a last line would be no line at all. */
function written(field: string): string {
  return field === '' || /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

function cut(text: string, sizes: Iterable<number>): string[] {
  const chunks: string[] = [];
  let at = 0;
  for (const size of sizes) {
    if (at >= text.length) break;
    chunks.push(text.slice(at, at + size));
    at += size;
  }
  return chunks;
}
