import { BodyError } from '@bimodal/auth-core';
import { largestRecord, mebibyte } from '../rows/largest-record.ts';

/**
 * Cuts a JSON array of objects into its objects as it arrives; each is parsed by itself, so that memory holds one row and
 * one chunk.
 */
export class JsonSplitter {
  #state: 'before' | 'first' | 'between' | 'next' | 'inside' | 'after' = 'before';
  #depth = 0;
  #inString = false;
  #escaped = false;
  #row = '';

  /** The objects that this chunk completes, as text. */
  push(chunk: string): string[] {
    const rows: string[] = [];
    let begin = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      if (this.#state !== 'inside') {
        begin = at;
        this.#between(chunk.charAt(at));
      } else if (this.#inside(chunk, at)) {
        rows.push(this.#row + chunk.slice(begin, at + 1));
        this.#row = '';
        this.#state = 'between';
      }
    }
    if (this.#state === 'inside') this.#row += chunk.slice(begin);
    if (this.#row.length > largestRecord) {
      throw notRows(
        `has a row of more than ${largestRecord / mebibyte} MiB, which no row may be`,
        'too large',
      );
    }
    return rows;
  }

  /** @throws BodyError unless the array was closed. */
  end(): void {
    if (this.#state !== 'after') throw notRows('ends before its array does', 'truncated');
  }

  #between(character: string): void {
    if (/\s/.test(character)) return;
    if (this.#state === 'before' && character === '[') this.#state = 'first';
    else if ((this.#state === 'first' || this.#state === 'next') && character === '{') {
      this.#state = 'inside';
      this.#depth = 1;
    } else if (this.#state === 'between' && character === ',') this.#state = 'next';
    else if ((this.#state === 'first' || this.#state === 'between') && character === ']')
      this.#state = 'after';
    else throw notRows('is not a JSON array of objects', 'not JSON');
  }

  /** Whether this character closes the object. */
  #inside(chunk: string, at: number): boolean {
    const code = chunk.charCodeAt(at);
    if (this.#inString) {
      if (this.#escaped) this.#escaped = false;
      else if (code === 0x5c) this.#escaped = true;
      else if (code === 0x22) this.#inString = false;
      return false;
    }
    if (code === 0x22) this.#inString = true;
    else if (code === 0x7b || code === 0x5b) this.#depth += 1;
    else if (code === 0x7d || code === 0x5d) this.#depth -= 1;
    return this.#depth === 0;
  }
}

/** What arrived is not rows, or not all of them. */
export function notRows(what: string, fault: 'truncated' | 'not JSON' | 'too large'): BodyError {
  return new BodyError(`results.rows: the result ${what}.`, { operation: 'results.rows', fault });
}
