import { CsvError } from '../errors/csv-error.ts';

const quote = 0x22;
const comma = 0x2c;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

type State = 'field start' | 'plain' | 'quoted' | 'after quote' | 'after return';

/**
 * Cuts CSV (RFC 4180) into records as it arrives. Lines end in LF or CRLF; quoted fields may hold commas, line breaks and
 * doubled quotes; a quote inside an unquoted field is a character like any other.
 *
 * Chunks may be cut anywhere: nothing is scanned twice.
 */
export class CsvScanner {
  #state: State = 'field start';
  #field = '';
  #record: string[] = [];
  #records: string[][] = [];
  #ended = 0;

  /** The records that this chunk completes. */
  push(chunk: string): string[][] {
    let at = 0;
    while (at < chunk.length) {
      at = this.#state === 'quoted' ? this.#quoted(chunk, at) : this.#unquoted(chunk, at);
    }
    return this.#take();
  }

  /**
   * The last record, where no line break ended it.
   *
   * @throws CsvError if a quoted field was never closed.
   */
  end(): string[][] {
    if (this.#state === 'quoted')
      throw new CsvError(`Row ${this.#ended} ends inside a quoted field.`, this.#ended);
    if (this.#state !== 'field start' || this.#record.length > 0) this.#endRecord();
    return this.#take();
  }

  #quoted(chunk: string, from: number): number {
    const closing = chunk.indexOf('"', from);
    if (closing === -1) {
      this.#field += chunk.slice(from);
      return chunk.length;
    }
    this.#field += chunk.slice(from, closing);
    this.#state = 'after quote';
    return closing + 1;
  }

  /** Reads one character that means something, with the plain text in front of it. */
  #unquoted(chunk: string, from: number): number {
    const first = chunk.charCodeAt(from);
    if (this.#state === 'after return') {
      this.#endRecord();
      return first === lineFeed ? from + 1 : from;
    }
    if (first === quote && this.#state !== 'plain') {
      if (this.#state === 'after quote') this.#field += '"';
      this.#state = 'quoted';
      return from + 1;
    }
    const to = plainEnd(chunk, from);
    if (to > from) {
      if (this.#state === 'after quote') {
        throw new CsvError(`Row ${this.#ended} has text after a closing quote.`, this.#ended);
      }
      this.#field += chunk.slice(from, to);
      this.#state = 'plain';
    }
    if (to === chunk.length) return to;
    const ending = chunk.charCodeAt(to);
    if (ending === comma) this.#endField();
    else if (ending === lineFeed) this.#endRecord();
    else this.#state = 'after return';
    return to + 1;
  }

  #endField(): void {
    this.#record.push(this.#field);
    this.#field = '';
    this.#state = 'field start';
  }

  #endRecord(): void {
    this.#endField();
    this.#records.push(this.#record);
    this.#record = [];
    this.#ended += 1;
  }

  #take(): string[][] {
    const records = this.#records;
    this.#records = [];
    return records;
  }
}

/** Where plain text ends: at a comma, a line break, or the end of the chunk. */
function plainEnd(chunk: string, from: number): number {
  for (let at = from; at < chunk.length; at += 1) {
    const code = chunk.charCodeAt(at);
    if (code === comma || code === lineFeed || code === carriageReturn) return at;
  }
  return chunk.length;
}
