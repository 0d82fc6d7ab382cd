import { BodyError } from '@bimodal/auth-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJsonRows, type JsonRow } from './read-json-rows.ts';

async function* chunks(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(text: string, size = 7): Promise<JsonRow[]> {
  const rows: JsonRow[] = [];
  for await (const batch of readJsonRows(chunks(text, size))) rows.push(...batch);
  return rows;
}

describe('readJsonRows', () => {
  it('reads any rows, however they are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ maxDepth: 2 }))),
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom(undefined, 2),
        async (rows, size, indent) => {
          const text = JSON.stringify(rows, null, indent);
          expect(await read(`\u{FEFF}${text}\n`, size)).toEqual(JSON.parse(text));
        },
      ),
    );
  });

  it.each([
    ['', 'truncated'],
    ['[', 'truncated'],
    ['[{"a":1}', 'truncated'],
    ['[{"a":1},', 'truncated'],
    ['[{"a":"', 'truncated'],
    ['{}', 'not JSON'],
    ['[1]', 'not JSON'],
    ['[{}{}]', 'not JSON'],
    ['[{},]', 'not JSON'],
    ['[{"a":}]', 'not JSON'],
    ['[]]', 'not JSON'],
    ['<html>', 'not JSON'],
  ])('never takes %j for a whole result', async (text, fault) => {
    const error: unknown = await read(text).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(BodyError);
    expect(error).toMatchObject({ fault });
  });

  it('refuses what is not UTF-8', async () => {
    async function* latin(): AsyncGenerator<Uint8Array> {
      yield Uint8Array.of(0x5b, 0x7b, 0x22, 0xe9, 0x22);
    }
    await expect(readJsonRows(latin()).next()).rejects.toThrow('not UTF-8');
  });

  it.each(['[{"a":"', '[{"a":1},{"a":[{"b":', '[{'])(
    'gives a row without end up before it takes all memory: %j',
    async (begin) => {
      let sent = 0;
      async function* endless(): AsyncGenerator<Uint8Array> {
        yield Buffer.from(begin);
        for (const chunk = Buffer.alloc(256 * 1024, ' '); ; sent += chunk.length) yield chunk;
      }
      const all = async (): Promise<void> => {
        for await (const _rows of readJsonRows(endless()));
      };
      const error: unknown = await all().catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(BodyError);
      expect(error).toMatchObject({ fault: 'too large' });
      expect(sent).toBeLessThan(40 * 1024 * 1024);
    },
  );
});
