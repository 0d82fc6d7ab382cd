import { subscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

const zero = '0'.charCodeAt(0);
const two = '2'.charCodeAt(0);
/** How the head of an informational answer begins, up to its last two digits. */
const informational = Buffer.from('HTTP/1.1 1');
/** Where the minor version stands, which may be another. */
const minor = 7;
const statusEnd = informational.length + 2;
const headEnd = Buffer.from('\r\n\r\n');

const watched = new WeakMap<object, Heads>();
let watching = false;

/**
 * Lets a server say `100 Continue` unasked. HTTP allows it at any time, undici takes it for a broken connection: the
 * status becomes 102, which undici passes over. Only heads before the final one are looked at; no other byte changes.
 */
export function skipContinue(socket: Socket): void {
  if (!watching) {
    watching = true;
    subscribe('undici:client:sendHeaders', beginAnswer);
  }
  const heads = new Heads();
  watched.set(socket, heads);
  const read: (size?: number) => unknown = socket.read.bind(socket);
  socket.read = (size?: number): unknown => {
    const chunk: unknown = read(size);
    if (!heads.over && chunk instanceof Uint8Array) heads.look(chunk);
    return chunk;
  };
}

function beginAnswer(message: unknown): void {
  if (typeof message !== 'object' || message === null || !Object.hasOwn(message, 'socket')) return;
  const socket: unknown = Reflect.get(message, 'socket');
  if (typeof socket === 'object' && socket !== null) watched.get(socket)?.begin();
}

/** The heads of one answer as their bytes arrive, however they are cut. */
class Heads {
  /** Nothing is expected, or the final head has begun. */
  over = true;
  #inLine = true;
  #matched = 0;
  #tens = 0;

  begin(): void {
    this.over = false;
    this.#inLine = true;
    this.#matched = 0;
  }

  look(chunk: Uint8Array): void {
    for (let index = 0; index < chunk.length && !this.over; index += 1) {
      if (this.#inLine) this.#line(chunk, index);
      else this.#head(chunk[index]);
    }
  }

  #line(chunk: Uint8Array, index: number): void {
    const byte = chunk[index];
    const at = this.#matched;
    this.#matched += 1;
    if (at < informational.length) {
      if (at !== minor && byte !== informational[at]) this.over = true;
      return;
    }
    if (this.#matched < statusEnd) {
      this.#tens = byte ?? 0;
      return;
    }
    const tens = this.#tens === zero;
    if (tens && byte === zero) chunk[index] = two;
    // 101 is final: what follows is no HTTP.
    if (tens && byte === zero + 1) this.over = true;
    this.#inLine = false;
    this.#matched = 0;
  }

  #head(byte: number | undefined): void {
    if (byte === headEnd[this.#matched]) this.#matched += 1;
    else this.#matched = byte === headEnd[0] ? 1 : 0;
    if (this.#matched < headEnd.length) return;
    this.#inLine = true;
    this.#matched = 0;
  }
}
