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
 * Chunks may be cut anywhere: no more than a field of a chunk is scanned twice.
 */
export class CsvScanner {
  #state: State = 'field start';
  #field = '';
  /** As long as the record before it, so that it need not grow; `#fields` of them are filled. */
  #record: string[] = [];
  #fields = 0;
  #records: string[][] = [];
  #ended = 0;

  /** The records that this chunk completes. */
  push(chunk: string): string[][] {
    let at = 0;
    while (at < chunk.length) {
      if (this.#state === 'field start') at = this.#whole(chunk, at);
      if (at < chunk.length) {
        at = this.#state === 'quoted' ? this.#quoted(chunk, at) : this.#unquoted(chunk, at);
      }
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
    if (this.#state !== 'field start' || this.#fields > 0) this.#endRecord();
    return this.#take();
  }

  /**
   * Reads the fields that begin and end within the chunk: nearly all of them, at the least cost for each. Gives where the
   * first other one begins: one that the chunk does not end, or that is wrong.
   */
  #whole(chunk: string, from: number): number {
    const { length } = chunk;
    // Local, because a private field costs a load and a store each time. Each place of a separator is kept until it is passed.
    let record = this.#record;
    let fields = this.#fields;
    let nextComma = -1;
    let nextFeed = -1;
    let nextReturn = -1;
    let at = from;
    while (at < length) {
      let field: string;
      let end: number;
      let ending: number;
      if (chunk.charCodeAt(at) === quote) {
        end = chunk.indexOf('"', at + 1);
        const first = end;
        while (end !== -1 && chunk.charCodeAt(end + 1) === quote) end = chunk.indexOf('"', end + 2);
        if (end === -1) break;
        field = chunk.slice(at + 1, end);
        if (end !== first) field = field.replaceAll('""', '"');
        end += 1;
        if (end === length) break;
        ending = chunk.charCodeAt(end);
      } else {
        if (nextComma < at) nextComma = find(chunk, ',', at);
        if (nextFeed < at) nextFeed = find(chunk, '\n', at);
        if (nextReturn < at) nextReturn = find(chunk, '\r', at);
        end = nextComma;
        ending = comma;
        if (nextFeed < end) {
          end = nextFeed;
          ending = lineFeed;
        }
        if (nextReturn < end) {
          end = nextReturn;
          ending = carriageReturn;
        }
        if (end === length) break;
        field = chunk.slice(at, end);
      }
      end += 1;
      if (ending === carriageReturn) {
        if (end === length) break;
        if (chunk.charCodeAt(end) === lineFeed) end += 1;
      } else if (ending !== comma && ending !== lineFeed) break;
      record[fields] = field;
      fields += 1;
      at = end;
      if (ending !== comma) {
        record = this.#addRecord(record, fields);
        fields = 0;
      }
    }
    this.#record = record;
    this.#fields = fields;
    return at;
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
    this.#record[this.#fields] = this.#field;
    this.#fields += 1;
    this.#field = '';
    this.#state = 'field start';
  }

  #endRecord(): void {
    this.#endField();
    this.#record = this.#addRecord(this.#record, this.#fields);
    this.#fields = 0;
  }

  /** Gives the array for the next record. */
  #addRecord(record: string[], fields: number): string[] {
    if (record.length > fields) record.length = fields;
    this.#records.push(record);
    this.#ended += 1;
    return record.slice();
  }

  #take(): string[][] {
    const records = this.#records;
    this.#records = [];
    return records;
  }
}

/** Where a character is, or the end. */
function find(chunk: string, character: string, from: number): number {
  const at = chunk.indexOf(character, from);
  return at === -1 ? chunk.length : at;
}

/** Where plain text ends: at a comma, a line break, or the end of the chunk. */
function plainEnd(chunk: string, from: number): number {
  for (let at = from; at < chunk.length; at += 1) {
    const code = chunk.charCodeAt(at);
    if (code === comma || code === lineFeed || code === carriageReturn) return at;
  }
  return chunk.length;
}
