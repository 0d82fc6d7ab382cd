import { linesOf, room } from '#bytes';
import { CsvError } from '../errors/csv-error.ts';
import { largestRecord } from '../rows/largest-record.ts';
import type { Lines } from './lines.ts';

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const byteOrderMark = [0xef, 0xbb, 0xbf];

/**
 * Bytes that are scanned at once. Not more, because a value of 13 characters or more keeps the text of its whole piece
 * alive; not fewer, because each piece has a cost of its own.
 */
const pieceSize = 16 * 1024;

/**
 * Collects bytes as they arrive, and hands them out in pieces that end with a line. A byte order mark is left out.
 *
 * However long a record is, its bytes are copied and scanned a bounded number of times: where a piece did not suffice,
 * the next one is given only when it is twice as long.
 */
export class BytePieces {
  #buffer = room(2 * pieceSize);
  /** What has arrived and was not read lies between these places. */
  #from = 0;
  #to = 0;
  /** How long the piece was that did not suffice. */
  #tried = 0;
  #begun = false;
  #ended = false;

  /** Whether there will be no more bytes. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Whether bytes were left unread. */
  get unread(): boolean {
    return this.#from < this.#to;
  }

  /** Whether the next record was looked at for as long as one may be, and has no end there. */
  get endless(): boolean {
    return this.#tried > largestRecord;
  }

  push(chunk: Uint8Array): void {
    const unread = this.#to - this.#from;
    const needed = unread + chunk.length;
    const before = this.#buffer;
    if (needed > before.length) this.#buffer = room(2 * needed);
    // What lies at the beginning already stays there: a long record is not moved with each chunk of it.
    if (before !== this.#buffer || this.#from > 0) this.#buffer.set(before.subarray(this.#from, this.#to));
    this.#buffer.set(chunk, unread);
    this.#from = 0;
    this.#to = needed;
  }

  /** Ends the text, and with it the last line where no line break did. */
  end(): void {
    this.#ended = true;
    if (this.unread && this.#buffer[this.#to - 1] !== lineFeed) this.push(Uint8Array.of(lineFeed));
  }

  /** Says that the bytes up to here were read. */
  read(count: number): void {
    this.#from += count;
    if (count > 0) this.#tried = 0;
  }

  /**
   * The next whole lines, or undefined until more bytes arrive. Where nothing of the last piece was read, a longer one.
   *
   * @throws CsvError if they are not UTF-8; it is about the row of this number or one after it.
   */
  next(row: number): Lines | undefined {
    if (!this.#begun && !this.#begin()) return undefined;
    const available = this.#to - this.#from;
    if (available <= this.#tried) return undefined;
    if (!this.#ended && this.#tried >= pieceSize && available < Math.min(2 * this.#tried, largestRecord + 1))
      return undefined;
    let size = Math.max(pieceSize, 2 * this.#tried);
    let length = this.#lines(Math.min(size, available));
    while (length <= this.#tried && size < available) {
      size *= 2;
      length = this.#lines(Math.min(size, available));
    }
    const before = this.#tried;
    this.#tried = Math.min(size, available);
    if (length <= before) return undefined;
    this.#tried = length;
    const lines = linesOf(this.#buffer.subarray(this.#from, this.#from + length));
    if (lines === undefined) throw new CsvError(`The result is not UTF-8 text, at or after row ${row}.`, row);
    return lines;
  }

  /** How many of the next bytes are whole lines, which end in LF or, where there is none, in CR alone. */
  #lines(size: number): number {
    const bytes = this.#buffer.subarray(this.#from, this.#from + size);
    const feed = bytes.lastIndexOf(lineFeed);
    if (feed !== -1) return feed + 1;
    // Behind the last byte, a LF might follow.
    return size > 1 ? bytes.lastIndexOf(carriageReturn, size - 2) + 1 : 0;
  }

  /** Leaves a byte order mark out, once it can be told. */
  #begin(): boolean {
    const first = this.#buffer.subarray(this.#from, Math.min(this.#to, this.#from + byteOrderMark.length));
    if (first.length < byteOrderMark.length && !this.#ended) return false;
    if (byteOrderMark.every((byte, index) => first[index] === byte)) this.#from += first.length;
    this.#begun = true;
    return true;
  }
}
