import { CsvError } from '../errors/csv-error.ts';
import { largestRecord, mebibyte } from '../rows/largest-record.ts';
import { BytePieces } from './byte-pieces.ts';
import { columnNames } from './column-names.ts';
import type { Lines } from './lines.ts';
import { rowShape, type Row } from './row.ts';
import { setField } from './set-field.ts';

const quote = 0x22;
const comma = 0x2c;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
/** More than any warehouse gives; millions of them, in one line, would take all memory. */
const mostColumns = 20_000;
const noNames: string[] = [];

/**
 * Reads CSV (RFC 4180, UTF-8) as it arrives: rows are made when they are asked for, each straight from its bytes, so that
 * nearly none exist together. Lines end in LF or CRLF; quoted fields may hold commas, line breaks and doubled quotes; a
 * quote inside an unquoted field is a character like any other. The first record is the header.
 *
 * Iterating it ends where the bytes do that have arrived; after the next `push` it goes on. Chunks may be cut anywhere.
 *
 * @throws CsvError from `next()` if the bytes are not UTF-8, a quote is out of place, a row does not fit the header, or
 * it, or the header, is larger than one may be.
 */
export class CsvReader implements IterableIterator<Row, undefined> {
  readonly #pieces = new BytePieces();
  /** What is read just now. */
  #lines: Lines | undefined;
  #at = 0;
  #columns: readonly string[] | undefined;
  #blank: Row = {};
  #rows = 0;

  /** Takes bytes. */
  push(chunk: Uint8Array): void {
    this.#leavePiece();
    this.#pieces.push(chunk);
  }

  /** Says that there will be no more: what is left is the last record. */
  end(): void {
    this.#leavePiece();
    this.#pieces.end();
  }

  [Symbol.iterator](): this {
    return this;
  }

  next(): IteratorResult<Row, undefined> {
    for (;;) {
      while (this.#lines !== undefined && this.#at < this.#lines.bytes.length) {
        const header = this.#columns === undefined;
        const row = this.#record(this.#lines);
        if (row === undefined) break;
        if (header) continue;
        this.#rows += 1;
        return { done: false, value: row };
      }
      if (!this.#nextPiece()) return { done: true, value: undefined };
    }
  }

  #leavePiece(): void {
    this.#pieces.read(this.#at);
    this.#lines = undefined;
    this.#at = 0;
  }

  #nextPiece(): boolean {
    this.#leavePiece();
    this.#lines = this.#pieces.endless ? undefined : this.#pieces.next(this.#rows);
    if (this.#lines !== undefined) return true;
    if (this.#pieces.endless)
      throw this.#fault(`is larger than ${largestRecord / mebibyte} MiB, which no row may be`);
    if (!this.#pieces.ended || !this.#pieces.unread) return false;
    throw this.#fault('ends inside a quoted field');
  }

  /**
   * One record as a row, or undefined where the piece does not have all of it. The piece ends in a line break: a field
   * without quotes ends at the latest there.
   */
  #record(lines: Lines): Row | undefined {
    // Local, because a private field costs a load each time.
    const { bytes, characters } = lines;
    const columns = this.#columns;
    const row = { ...this.#blank };
    const header: string[] = columns === undefined ? [] : noNames;
    let fields = 0;
    let at = this.#at;
    for (;;) {
      let code = bytes[at] ?? 0;
      // All bytes of the field together: from 0x80 on, one of them is not ASCII.
      let seen = 0;
      let from = at;
      let doubled = false;
      let to: number;
      if (code === quote) {
        from = at + 1;
        for (at = from; ; at += 1) {
          if (at >= bytes.length) return undefined;
          code = bytes[at] ?? 0;
          seen |= code;
          if (code === quote) {
            if (bytes[at + 1] !== quote) break;
            doubled = true;
            at += 1;
          }
        }
        to = at;
        at += 1;
        code = bytes[at] ?? 0;
        if (code !== comma && code !== lineFeed && code !== carriageReturn) {
          throw this.#fault('has text after a closing quote');
        }
      } else {
        // Nearly all characters are above the comma: one comparison for each.
        while (code > comma || (code !== comma && code !== lineFeed && code !== carriageReturn)) {
          seen |= code;
          at += 1;
          code = bytes[at] ?? 0;
        }
        to = at;
      }
      let field = seen < 0x80 ? characters.slice(from, to) : lines.utf8(from, to);
      if (doubled) field = field.replaceAll('""', '"');
      if (columns === undefined) header.push(field);
      else if (fields < columns.length) setField(row, columns, fields, field);
      fields += 1;
      at += 1;
      if (code === comma) continue;
      if (code === carriageReturn && bytes[at] === lineFeed) at += 1;
      this.#at = at;
      if (columns === undefined) this.#begin(header);
      else if (fields !== columns.length) throw this.#ragged(fields, columns.length);
      return row;
    }
  }

  #begin(header: readonly string[]): void {
    if (header.length > mostColumns) {
      throw this.#fault(`has ${header.length} columns; ${mostColumns} is as many as a result may have`);
    }
    const { columns, blank } = rowShape(columnNames(header));
    this.#columns = columns;
    this.#blank = blank;
  }

  #ragged(fields: number, columns: number): CsvError {
    return this.#fault(`has ${fields === 1 ? '1 field' : `${fields} fields`}; the header has ${columns}`);
  }

  /** The header is row 0. */
  #fault(what: string): CsvError {
    const row = this.#columns === undefined ? 0 : this.#rows + 1;
    return new CsvError(`Row ${row} ${what}.`, row);
  }
}
