import { describe, expect, it } from 'vitest';
import { CsvError } from '../errors/csv-error.ts';
import { largestRecord } from '../rows/largest-record.ts';
import { readRows } from './read-rows.ts';

const mebibyte = 1024 * 1024;

/** Reads all rows of a text and what repeats after it; gives how many there were, or the error, and what was sent. */
async function read(
  begin: string,
  repeated: string,
  times: number,
): Promise<{ rows: number; error: unknown; sent: number }> {
  let sent = 0;
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(begin);
    const chunk = Buffer.alloc(mebibyte / 4, repeated);
    for (let time = 0; time < times; time += 1, sent += chunk.length) yield chunk;
  }
  let rows = 0;
  try {
    for await (const batch of readRows(bytes())) for (const _row of batch) rows += 1;
  } catch (error) {
    return { rows, error, sent };
  }
  return { rows, error: undefined, sent };
}

describe('a record without end', () => {
  it.each([
    ['a quoted field', 'a\n"', 'x', 1],
    ['a field without quotes', 'a\n1\n', 'x', 2],
    ['a quoted field of many lines', 'a\n"', 'x\n', 1],
    ['a quoted field of lines, after many rows', `a\n${'1\n'.repeat(5000)}"`, '\n', 5001],
    ['a row of many fields', 'a\n', 'x,', 1],
    ['a header', '', 'x', 0],
    ['a quoted header', '"', '\r', 0],
  ])('(%s) is given up before it takes all memory', async (_what, begin, repeated, row) => {
    const { error, sent } = await read(begin, repeated, 400);
    expect(error).toBeInstanceOf(CsvError);
    expect(error).toMatchObject({ row, message: `Row ${row} is larger than 32 MiB, which no row may be.` });
    expect(sent).toBeLessThanOrEqual(largestRecord + 2 * mebibyte);
  });

  it('is none where it ends: 16 MiB in one field are read, and any number of rows', async () => {
    expect(await read('a\n"', 'x\n', 64)).toMatchObject({ rows: 0, error: { row: 1 } });
    const chunks = [Buffer.from('a\n"'), Buffer.alloc(16 * mebibyte, 'x\n'), Buffer.from('"\n2\n')];
    const lengths: (number | undefined)[] = [];
    async function* bytes(): AsyncGenerator<Uint8Array> {
      yield* chunks;
    }
    for await (const batch of readRows(bytes())) for (const { a } of batch) lengths.push(a?.length);
    expect(lengths).toEqual([16 * mebibyte, 1]);
    const line = `${'x'.repeat(1023)}\n`;
    expect(await read('a\n', line, 160)).toMatchObject({ rows: 40 * 1024, error: undefined });
  });
});

describe('a header', () => {
  it('of more columns than a result may have is an error', async () => {
    const { error } = await read(`${'a,'.repeat(30_000)}a\n`, 'x', 0);
    expect(error).toMatchObject({ name: 'CsvError', row: 0 });
    expect(String(error)).toContain('has 30001 columns; 20000 is as many as a result may have');
  });
});
