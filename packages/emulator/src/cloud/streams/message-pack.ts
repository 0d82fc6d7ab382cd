/** A packet as MessagePack: `[stream name, packet index as uint32, bytes]`. Source: observed (format of downloads). */
export function packetInMessagePack(name: string, index: number, bytes: Uint8Array): Buffer {
  return Buffer.concat([
    Buffer.of(0x93),
    text(Buffer.from(name)),
    number(0xce, index, 4),
    binary(bytes),
    bytes,
  ]);
}

function text(bytes: Buffer): Buffer {
  const { length } = bytes;
  const head =
    length < 32 ? Buffer.of(0xa0 | length) : length < 256 ? number(0xd9, length, 1) : number(0xda, length, 2);
  return Buffer.concat([head, bytes]);
}

function binary({ length }: Uint8Array): Buffer {
  if (length < 256) return number(0xc4, length, 1);
  return length < 65_536 ? number(0xc5, length, 2) : number(0xc6, length, 4);
}

/** A type, and a number behind it. */
function number(type: number, value: number, size: number): Buffer {
  const bytes = Buffer.alloc(1 + size, type);
  bytes.writeUIntBE(value, 1, size);
  return bytes;
}
