import { Readable } from 'node:stream';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { zipOf, type ZipEntry } from './zip.ts';

/** Entries, and the streams that were opened for them. */
function entries(...names: string[]): { opened: Readable[]; list: ZipEntry[] } {
  const opened: Readable[] = [];
  const list = names.map((name) => ({
    name,
    open: () => {
      const stream = Readable.from([Buffer.from(name), Buffer.from(' and more')]);
      opened.push(stream);
      return stream;
    },
  }));
  return { opened, list };
}

test('holds every entry', async () => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of zipOf(entries('a.csv', 'b.csv').list)) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  expect(Object.values(unzipSync(bytes)).map((each) => Buffer.from(each).toString())).toEqual([
    'a.csv and more',
    'b.csv and more',
  ]);
});

test('one that is given up closes the entry that it reads, and has opened none behind it', async () => {
  const { opened, list } = entries('a.csv', 'b.csv', 'c.csv');
  const zip = zipOf(list);
  await zip.next();
  await zip.return(undefined);
  expect(opened.map(({ destroyed }) => destroyed)).toEqual([true]);
});

test('one that nobody reads opens nothing', async () => {
  const { opened, list } = entries('a.csv', 'b.csv');
  await zipOf(list).return(undefined);
  expect(opened).toEqual([]);
});
