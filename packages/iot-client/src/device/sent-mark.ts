import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { handedOn } from '@bimodal/auth-core/internal';

/** Bytes; always so many, so that writing it anew needs no space. */
const length = 128;

/**
 * How far an outbox was sent, for when its disk is full: SQLite needs space to remove an event, this does not. It is a small
 * file beside it, written in place. One that cannot be read says nothing, and then some events are sent once more.
 */
export class SentMark {
  readonly #file: number | undefined;
  readonly #outbox: string;
  #through: number;

  /** @param outbox the id of the outbox: what the file says of another one is not about this. */
  constructor(path: string, outbox: string) {
    this.#outbox = outbox;
    this.#file = opened(path);
    this.#through = this.#file === undefined ? 0 : read(this.#file, outbox);
  }

  /** The id up to which events were sent and could not be removed; 0 where there are none. */
  get through(): number {
    return this.#through;
  }

  /** It never throws: what cannot be written is kept in memory only. */
  write(through: number): void {
    if (through === this.#through) return;
    this.#through = through;
    if (this.#file === undefined) return;
    const text = `${through} ${this.#outbox} `;
    try {
      writeSync(this.#file, `${text}${sumOf(text)}`.padEnd(length), 0, 'utf8');
      fsyncSync(this.#file);
    } catch {
      // Then the next start sends them once more.
    }
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
  }
}

/** The file, as long as it will ever be; undefined where there can be none. */
function opened(path: string): number | undefined {
  try {
    const file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
    if (fstatSync(file, handedOn({ bigint: false as const })).size < length) {
      writeSync(file, ' '.repeat(length), 0, 'utf8');
      fsyncSync(file);
    }
    return file;
  } catch {
    return undefined;
  }
}

function read(file: number, outbox: string): number {
  const bytes = Buffer.alloc(length);
  const text = bytes.toString('utf8', 0, readSync(file, bytes, 0, length, 0));
  const [, said, through, of, sum] = /^((\d{1,15}) (\S+) )([0-9a-f]+) *$/.exec(text) ?? [];
  return said !== undefined && of === outbox && sum === sumOf(said) ? Number(through) : 0;
}

function sumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
