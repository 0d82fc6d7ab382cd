import { Zip, ZipDeflate } from 'fflate';

export interface ZipEntry {
  readonly name: string;
  /** Opens it when its turn has come: what is never read is never opened. */
  readonly open: () => AsyncIterable<Uint8Array>;
}

/** A zip, entry by entry, in memory that does not grow with it. Entries over 4 GiB would need what fflate does not write. */
export async function* zipOf(entries: Iterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    ready.push(chunk);
  });
  for (const { name, open } of entries) {
    const file = new ZipDeflate(name, { level: 1 });
    zip.add(file);
    for await (const chunk of open()) {
      file.push(chunk);
      yield* ready.splice(0);
    }
    file.push(new Uint8Array(0), true);
    yield* ready.splice(0);
  }
  zip.end();
  yield* ready.splice(0);
}
