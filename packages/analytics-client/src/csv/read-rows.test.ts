import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvError } from '../errors/csv-error.ts';
import { readRows } from './read-rows.ts';
import type { Row } from './row.ts';

async function* bytesOf(
  text: string | Uint8Array,
  size = Number.POSITIVE_INFINITY,
): AsyncGenerator<Uint8Array> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(bytes: AsyncIterable<Uint8Array>): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const batch of readRows(bytes)) rows.push(...batch);
  return rows;
}

describe('readRows', () => {
  it('names values by the header, leaving a byte order mark out', async () => {
    const rows = await read(bytesOf('\u{FEFF}city,temp\nOslo,3\n"São Paulo",25\n'));
    expect(rows).toEqual([
      { city: 'Oslo', temp: '3' },
      { city: 'São Paulo', temp: '25' },
    ]);
  });

  it('reads the same rows from bytes cut anywhere, in the middle of a character too', async () => {
    const text = '\u{FEFF}naïve,"a ""b"""\r\n𝄞,"x\ny"\r\n,\r\n';
    const whole = await read(bytesOf(text));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 20 }), async (size) => {
        expect(await read(bytesOf(text, size))).toEqual(whole);
      }),
    );
    expect(whole).toEqual([
      { naïve: '𝄞', 'a "b"': 'x\ny' },
      { naïve: '', 'a "b"': '' },
    ]);
  });

  it('gives nothing for an empty file or a header alone', async () => {
    expect(await read(bytesOf(''))).toEqual([]);
    expect(await read(bytesOf('a,b\n'))).toEqual([]);
  });

  it('gives an empty value for the blank line of a single column', async () => {
    expect(await read(bytesOf('a\n1\n\n2\n'))).toEqual([{ a: '1' }, { a: '' }, { a: '2' }]);
  });

  it('keeps both values where two columns have one name', async () => {
    expect(await read(bytesOf('id,id,id_2\n1,2,3\n'))).toEqual([{ id: '1', id_3: '2', id_2: '3' }]);
  });

  it('keeps a column called __proto__ a column', async () => {
    const [row] = await read(bytesOf('__proto__,a\nx,y\n'));
    expect(Object.entries(row ?? {})).toEqual([
      ['__proto__', 'x'],
      ['a', 'y'],
    ]);
  });

  it('reports a row that does not fit the header, after the rows before it', async () => {
    const seen: Row[] = [];
    const reading = async (): Promise<void> => {
      for await (const batch of readRows(bytesOf('a,b\n1,2\n3\n'))) for (const row of batch) seen.push(row);
    };
    await expect(reading()).rejects.toThrow(new CsvError('Row 2 has 1 field; the header has 2.', 2));
    expect(seen).toEqual([{ a: '1', b: '2' }]);
  });

  it('refuses bytes that are not UTF-8 rather than changing them', async () => {
    const latin1 = Uint8Array.from([0x61, 0x0a, 0xe9, 0x0a]);
    await expect(read(bytesOf(latin1))).rejects.toSatisfy(CsvError.isInstance.bind(CsvError));
    await expect(read(bytesOf(latin1, 1))).rejects.toSatisfy(CsvError.isInstance.bind(CsvError));
  });

  it('stops reading its source when its reader stops', async () => {
    let stopped = false;
    async function* source(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield new TextEncoder().encode('a\n1\n');
      } finally {
        stopped = true;
      }
    }
    for await (const [row] of readRows(source())) {
      expect(row).toEqual({ a: '1' });
      break;
    }
    expect(stopped).toBe(true);
  });
});
