import { isAscii, isUtf8 } from 'node:buffer';
import type { Lines } from '../lines.ts';

/** Room for bytes, which may hold anything yet. */
export function room(size: number): Uint8Array {
  return Buffer.allocUnsafeSlow(size);
}

/** Bytes as lines, undefined where they are not UTF-8. By Buffer: several times as fast as what all runtimes have. */
export function linesOf(bytes: Uint8Array): Lines | undefined {
  const buffer = Buffer.isBuffer(bytes)
    ? bytes
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return isAscii(buffer) || isUtf8(buffer) ? new BufferLines(buffer) : undefined;
}

class BufferLines implements Lines {
  readonly bytes: Buffer;
  readonly characters: string;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
    this.characters = bytes.toString('latin1');
  }

  utf8(from: number, to: number): string {
    return this.bytes.toString('utf8', from, to);
  }
}
