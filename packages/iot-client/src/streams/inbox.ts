import { BufferFullError } from './buffer-full-error.ts';
import { sizeOf, type Capacity } from './capacity.ts';
import type { Gap } from './items.ts';
import { moment } from './moment.ts';
import { merged, overflowed } from './overflow.ts';
import { Queue } from './queue.ts';

/** What becomes of the items when there is no room for another. */
export type WhenFull = 'dropOldest' | 'dropNewest' | 'fail';

interface Reader<T> {
  resolve(result: IteratorResult<T, undefined>): void;
  reject(reason: unknown): void;
}

/** How reading ends: well, or with what was thrown. */
interface End {
  readonly thrown?: { readonly reason: unknown };
}

/**
 * What has come in and was not read yet, so many items and so much text at most. Where it is full something goes, and a gap
 * stands in its place, or reading fails: nothing is lost unseen.
 */
export class Inbox<T extends { readonly type: string }> {
  readonly #capacity: Capacity;
  readonly #whenFull: WhenFull;
  readonly #read: (text: string) => T;
  /** Texts are read when they are taken: what is read then dies young, and what is dropped costs nothing. */
  readonly #items = new Queue<string | T | Gap>();
  /** Bytes of the texts among them. */
  #held = 0;
  readonly #readers: Reader<T | Gap>[] = [];
  /** In the place of the oldest that were dropped. */
  #before: Gap | undefined;
  /** In the place of the newest. */
  #after: Gap | undefined;
  #end: End | undefined;

  /** @param read makes an item of a text. */
  constructor(capacity: Capacity, whenFull: WhenFull, read: (text: string) => T) {
    this.#read = read;
    this.#capacity = capacity;
    this.#whenFull = whenFull;
  }

  /** False where this was one too many, and ended it. */
  push(item: string | T | Gap): boolean {
    if (this.#end !== undefined) return true;
    const reader = this.#readers.shift();
    if (reader !== undefined) {
      reader.resolve({ done: false, value: this.#itemOf(item) });
      return true;
    }
    const now = moment().time;
    if (this.#fits(item)) {
      // There is room again: the gap goes before what comes, and does not count.
      if (this.#after !== undefined) this.#items.push(this.#after, this.#after.from.getTime());
      this.#after = undefined;
      this.#keep(item, now);
      return true;
    }
    return this.#makeRoom(item, now);
  }

  next(): Promise<IteratorResult<T | Gap, undefined>> {
    const value = this.#take();
    if (value !== undefined) return Promise.resolve({ done: false, value });
    return new Promise((resolve, reject) => {
      if (this.#end === undefined) this.#readers.push({ resolve, reject });
      else this.#tellEnd({ resolve, reject });
    });
  }

  /** No more will come. What is there can still be read; then reading ends, or throws once and has ended after that. */
  end(end: End = {}): void {
    if (this.#end !== undefined) return;
    this.#end = end;
    for (const reader of this.#readers.splice(0)) this.#tellEnd(reader);
  }

  /** Forgets what was not read. */
  clear(): void {
    this.#items.clear();
    this.#held = 0;
    this.#before = undefined;
    this.#after = undefined;
  }

  #take(): T | Gap | undefined {
    if (this.#before !== undefined) {
      const gap = this.#before;
      this.#before = undefined;
      return gap;
    }
    const item = this.#shift();
    if (item !== undefined) return this.#itemOf(item);
    const gap = this.#after;
    this.#after = undefined;
    return gap;
  }

  #tellEnd(reader: Reader<T | Gap>): void {
    const thrown = this.#end?.thrown;
    this.#end = {};
    if (thrown === undefined) reader.resolve({ done: true, value: undefined });
    else reader.reject(thrown.reason);
  }

  #itemOf(item: string | T | Gap): T | Gap {
    return typeof item === 'string' ? this.#read(item) : item;
  }

  #makeRoom(item: string | T | Gap, now: number): boolean {
    if (this.#whenFull === 'fail') {
      this.end({ thrown: { reason: new BufferFullError(this.#capacity) } });
      return false;
    }
    if (this.#whenFull === 'dropNewest') {
      this.#after = merged(this.#after, overflowed(item, now));
      return true;
    }
    while (!this.#fits(item)) {
      const at = this.#items.since;
      const oldest = this.#shift();
      if (oldest === undefined) break;
      this.#before = merged(this.#before, overflowed(oldest, at));
    }
    this.#keep(item, now);
    return true;
  }

  #fits(item: string | T | Gap): boolean {
    const { items, bytes } = this.#capacity;
    return this.#items.size < items && (this.#items.size === 0 || this.#held + sizeOf(item) <= bytes);
  }

  #keep(item: string | T | Gap, now: number): void {
    this.#held += sizeOf(item);
    this.#items.push(item, now);
  }

  #shift(): string | T | Gap | undefined {
    const item = this.#items.shift();
    if (item !== undefined) this.#held -= sizeOf(item);
    return item;
  }
}
