import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Row } from './column.ts';
import { csvRow } from './csv.ts';
import { scanCsv } from './csv-scanner.ts';

async function scan(pieces: readonly string[]): Promise<Row[]> {
  const rows: Row[] = [];
  async function* chunks() {
    yield* pieces;
  }
  for await (const chunk of scanCsv(chunks())) rows.push(...chunk);
  return rows;
}

const field = fc.oneof(
  fc.constant(null),
  fc.string(),
  fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', 'a', 'é', ' '), maxLength: 6 }),
);
const table = fc
  .integer({ min: 1, max: 5 })
  .chain((width) => fc.array(fc.array(field, { minLength: width, maxLength: width }), { maxLength: 8 }));

test('reads back what csvRow wrote, wherever it is cut', async () => {
  await fc.assert(
    fc.asyncProperty(table, fc.infiniteStream(fc.integer({ min: 1, max: 7 })), async (rows, lengths) => {
      const text = rows.map(csvRow).join('');
      const pieces: string[] = [];
      for (let at = 0; at < text.length;) {
        const length = lengths.next().value ?? 1;
        pieces.push(text.slice(at, at + length));
        at += length;
      }
      expect(await scan(pieces)).toEqual(rows);
    }),
    { numRuns: 500 },
  );
});

test.each(['a,b', 'a,b\r', '"a', '"a"', 'a\r\nb'])(
  'refuses %j, which ends in the middle of a row',
  async (text) => {
    await expect(scan([text])).rejects.toThrow('ends in the middle of a row');
  },
);
