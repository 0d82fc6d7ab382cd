import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvError } from '../errors/csv-error.ts';
import { CsvReader } from './csv-reader.ts';
import type { Row } from './row.ts';

function read(...chunks: readonly (string | Uint8Array)[]): Row[] {
  const reader = new CsvReader();
  const rows: Row[] = [];
  for (const chunk of chunks) {
    reader.push(Buffer.from(chunk));
    rows.push(...reader);
  }
  reader.end();
  return [...rows, ...reader];
}

describe('CsvReader', () => {
  it.each<[string, string, Row[]]>([
    ['nothing', '', []],
    ['a header alone', 'a,b', []],
    ['a last line without a line break', 'a,b\n1,2', [{ a: '1', b: '2' }]],
    ['a last line that is quoted', 'a\n"1"', [{ a: '1' }]],
    [
      'CRLF',
      'a,b\r\n1,2\r\n3,4\r\n',
      [
        { a: '1', b: '2' },
        { a: '3', b: '4' },
      ],
    ],
    ['a lone CR', 'a\r1\r2', [{ a: '1' }, { a: '2' }]],
    ['empty fields', 'a,b,c\n,,\n', [{ a: '', b: '', c: '' }]],
    ['a blank line: one empty field', 'a\n1\n\n2\n', [{ a: '1' }, { a: '' }, { a: '2' }]],
    ['a quoted empty field', 'a\n""\n', [{ a: '' }]],
    ['commas and line breaks in quotes', 'a,b\n"x,y","c\nd\r\ne"\n', [{ a: 'x,y', b: 'c\nd\r\ne' }]],
    ['doubled quotes', 'a,b\n"say ""hi""",""""\n', [{ a: 'say "hi"', b: '"' }]],
    ['a quote inside an unquoted field', 'a,b\n5" disk,x\n', [{ a: '5" disk', b: 'x' }]],
    ['characters that are not ASCII, quoted or not', 'ä,b\né𝄞,"日""本"\n', [{ ä: 'é𝄞', b: '日"本' }]],
    ['columns whose names are numbers', '2,1\nb,a\n', [{ 2: 'b', 1: 'a' }]],
  ])('reads %s', (_name, text, rows) => {
    expect(read(text)).toEqual(rows);
    expect(read(...Array.from(Buffer.from(text), (byte) => Uint8Array.of(byte)))).toEqual(rows);
  });

  it.each([
    ['h\n"a"b\n', 'Row 1 has text after a closing quote.', 1],
    ['h\nx\n"a\n', 'Row 2 ends inside a quoted field.', 2],
    ['"h', 'Row 0 ends inside a quoted field.', 0],
    ['a,b\n1,2\n3\n', 'Row 2 has 1 field; the header has 2.', 2],
    ['a,b\n1,2,3\n', 'Row 1 has 3 fields; the header has 2.', 1],
  ])('refuses %j, naming the row', (text, message, row) => {
    expect(() => read(text)).toThrow(new CsvError(message, row));
  });

  it('goes on where rows were left when more arrives', () => {
    const reader = new CsvReader();
    reader.push(Buffer.from('a\n1\n2\n3'));
    expect(reader.next().value).toEqual({ a: '1' });
    reader.push(Buffer.from('3\n'));
    reader.end();
    expect([...reader]).toEqual([{ a: '2' }, { a: '33' }]);
  });

  it('gives each row as soon as its last byte is there', () => {
    const reader = new CsvReader();
    reader.push(Buffer.from('a,b\n'));
    for (const row of ['1,"x\ny"', '2,z', '3,"""\n\n"']) {
      const bytes = Buffer.from(`${row}\n`);
      reader.push(bytes.subarray(0, -1));
      expect([...reader]).toEqual([]);
      reader.push(bytes.subarray(-1));
      expect([...reader]).toHaveLength(1);
    }
  });

  it('reads a value of many line breaks and megabytes, however it is cut, in time that grows with its length alone', () => {
    const value = 'a line of the value\n'.repeat(400_000);
    const bytes = Buffer.from(`a,b\n1,"${value}"\n2,x\n`);
    const chunks: Uint8Array[] = [];
    for (let at = 0; at < bytes.length; at += 1000) chunks.push(bytes.subarray(at, at + 1000));
    expect(read(...chunks)).toEqual([
      { a: '1', b: value },
      { a: '2', b: 'x' },
    ]);
  });

  it('reads what a reader that goes by character does, wherever the chunks are cut', () => {
    const field = fc.string({
      unit: fc.constantFrom('a', 'bcdefghijklmnop', ',', '"', '\n', '\r', '\r\n', 'é', '日', '𝄞', ' '),
      maxLength: 12,
    });
    const width = fc.integer({ min: 1, max: 5 });
    const table = width.chain((size) =>
      fc.array(fc.array(field, { minLength: size, maxLength: size }), { minLength: 1, maxLength: 8 }),
    );
    fc.assert(
      fc.property(
        table,
        fc.constantFrom('\n', '\r\n'),
        fc.constantFrom('', '\u{FEFF}'),
        fc.boolean(),
        fc.infiniteStream(fc.nat(9)),
        (records, eol, mark, last, cuts) => {
          const names = records[0]?.map((_, index) => `c${index}`) ?? [];
          const text = [names, ...records].map((record) => record.map(written).join(',')).join(eol);
          const whole = `${mark}${text}${last ? eol : ''}`;
          const expected = byCharacter(whole.slice(mark.length)).slice(1);
          expect(expected).toEqual(records);
          expect(read(...cut(Buffer.from(whole), cuts)).map((row) => Object.values(row))).toEqual(records);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('agrees with it also about what nobody would write', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', 'é'), maxLength: 30 });
    fc.assert(
      fc.property(text, fc.infiniteStream(fc.nat(5)), (body, cuts) => {
        const bytes = cut(Buffer.from(`x,y\n${body}`), cuts);
        let records: string[][] | undefined;
        try {
          records = byCharacter(`x,y\n${body}`).slice(1);
        } catch {
          expect(() => read(...bytes)).toThrow(CsvError);
          return;
        }
        if (records.some(({ length }) => length !== 2)) expect(() => read(...bytes)).toThrow(CsvError);
        else expect(read(...bytes).map((row) => Object.values(row))).toEqual(records);
      }),
      { numRuns: 2000 },
    );
  });
});

/** The rules, as plainly as they can be written. */
function byCharacter(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at < text.length) {
    let field = '';
    if (text[at] === '"') {
      for (at += 1; text[at] !== '"' || text[at + 1] === '"'; at += 1) {
        if (at >= text.length) throw new Error('Not closed.');
        if (text[at] === '"') at += 1;
        field += text[at];
      }
      at += 1;
      if (at < text.length && !/[,\r\n]/.test(text.charAt(at))) throw new Error('Text after a quote.');
    } else {
      while (at < text.length && !/[,\r\n]/.test(text.charAt(at))) field += text[at++];
    }
    record.push(field);
    const ending = text[at];
    at += 1;
    if (ending === ',') {
      if (at === text.length) record.push('');
      else continue;
    }
    if (ending === '\r' && text[at] === '\n') at += 1;
    records.push(record);
    record = [];
  }
  return records;
}

/** Quotes where it must, and the empty field too: it alone on a last line would be no line at all. */
function written(field: string): string {
  return field === '' || /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

function cut(bytes: Uint8Array, sizes: Iterable<number>): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  let at = 0;
  for (const size of sizes) {
    if (at >= bytes.length) break;
    chunks.push(bytes.subarray(at, at + size));
    at += size;
  }
  return chunks;
}
