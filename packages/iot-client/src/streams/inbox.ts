import type { Gap } from './items.ts';

interface Reader<T> {
  resolve(result: IteratorResult<T, undefined>): void;
  reject(reason: unknown): void;
}

/** How reading ends: well, or with what was thrown. */
interface End {
  readonly thrown?: { readonly reason: unknown };
}

/**
 * What has come in and was not read yet, at most `capacity` items. When it is full the oldest make room, and a gap stands
 * in their place: what is newest is worth most, and nothing is lost unseen.
 */
export class Inbox<T extends { readonly type: string }> {
  readonly #capacity: number;
  readonly #items: { readonly item: T | Gap; readonly at: Date }[] = [];
  readonly #readers: Reader<T | Gap>[] = [];
  #dropped: Gap | undefined;
  #end: End | undefined;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  push(item: T | Gap): void {
    if (this.#end !== undefined) return;
    const reader = this.#readers.shift();
    if (reader !== undefined) {
      reader.resolve({ done: false, value: item });
      return;
    }
    this.#items.push({ item, at: new Date() });
    if (this.#items.length > this.#capacity) this.#drop();
  }

  next(): Promise<IteratorResult<T | Gap, undefined>> {
    return new Promise((resolve, reject) => {
      const item = this.#take();
      if (item !== undefined) resolve({ done: false, value: item });
      else if (this.#end === undefined) this.#readers.push({ resolve, reject });
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
    this.#items.length = 0;
    this.#dropped = undefined;
  }

  #take(): T | Gap | undefined {
    const gap = this.#dropped;
    this.#dropped = undefined;
    return gap ?? this.#items.shift()?.item;
  }

  #tellEnd(reader: Reader<T | Gap>): void {
    const thrown = this.#end?.thrown;
    this.#end = {};
    if (thrown === undefined) reader.resolve({ done: true, value: undefined });
    else reader.reject(thrown.reason);
  }

  #drop(): void {
    const oldest = this.#items.shift();
    if (oldest === undefined) return;
    const gap = isGap(oldest.item) ? oldest.item : { from: oldest.at, to: oldest.at, dropped: 1 };
    const before = this.#dropped;
    this.#dropped = {
      type: 'gap',
      from: before !== undefined && before.from < gap.from ? before.from : gap.from,
      to: gap.to,
      reason: 'overflow',
      dropped: (before?.dropped ?? 0) + (gap.dropped ?? 0),
    };
  }
}

function isGap(item: { readonly type: string }): item is Gap {
  return item.type === 'gap';
}
