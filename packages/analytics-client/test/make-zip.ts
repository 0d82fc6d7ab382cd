import { crc32, deflateRawSync } from 'node:zlib';

/** A file to put into a zip, and what to say of it that is not so. */
export interface ZipPart {
  readonly name: string;
  readonly text: string;
  readonly stored?: boolean;
  readonly says?: {
    readonly checksum?: number;
    readonly size?: number;
    readonly flags?: number;
    readonly method?: number;
  };
}

/** A zip as the format's own description has it; with `long`, by Zip64 alone. */
export function makeZip(parts: readonly ZipPart[], { long = false, comment = '' } = {}): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, text, stored = false, says = {} } of parts) {
    const plain = Buffer.from(text);
    const packed = stored ? plain : deflateRawSync(plain);
    const named = Buffer.from(name);
    const size = says.size ?? plain.length;
    const facts = (sizes: readonly [number, number]): Buffer =>
      Buffer.concat([
        short(45, says.flags ?? 0x0800, says.method ?? (stored ? 0 : 8), 0, 0x21),
        wide(says.checksum ?? crc32(plain), ...sizes),
        short(named.length),
      ]);
    const extra = long ? Buffer.concat([short(1, 24), huge(size, packed.length, offset)]) : Buffer.alloc(0);
    const local = Buffer.concat([wide(0x04034b50), facts([0, 0]), short(4), named, short(0xcafe, 0), packed]);
    const sizes = long ? ([none, none] as const) : ([packed.length, size] as const);
    directory.push(
      Buffer.concat([
        wide(0x02014b50),
        short(45),
        facts(sizes),
        short(extra.length, 0, 0, 0),
        wide(0, long ? none : offset),
      ]),
      named,
      extra,
    );
    bodies.push(local);
    offset += local.length;
  }
  const records = Buffer.concat(directory);
  const counts = [parts.length, records.length, offset] as const;
  const longEnd = [wide(0x06064b50), huge(44), short(45, 45), wide(0, 0), huge(parts.length, ...counts)];
  const locator = [wide(0x07064b50, 0), huge(offset + records.length), wide(1)];
  const end = [
    wide(0x06054b50),
    short(0, 0, ...(long ? [0xffff, 0xffff] : [parts.length, parts.length])),
    wide(...(long ? [none, none] : [records.length, offset])),
    short(comment.length),
    Buffer.from(comment),
  ];
  return Buffer.concat([...bodies, records, ...(long ? [...longEnd, ...locator] : []), ...end]);
}

const none = 0xffffffff;

function short(...values: readonly number[]): Buffer {
  return Buffer.from(Uint16Array.from(values).buffer);
}

function wide(...values: readonly number[]): Buffer {
  return Buffer.from(Uint32Array.from(values).buffer);
}

function huge(...values: readonly number[]): Buffer {
  return Buffer.from(BigUint64Array.from(values.map(BigInt)).buffer);
}
