/**
 * Things in the order in which they came, and when, in milliseconds. A ring that grows and is used again and again, since a
 * queue that is filled and emptied many times a second would otherwise leave its arrays behind each time.
 */
export class Queue<T> {
  #items: (T | undefined)[] = [];
  #times: number[] = [];
  #head = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** When the first came; NaN when there is none. */
  get since(): number {
    return this.#size === 0 ? Number.NaN : (this.#times[this.#head] ?? Number.NaN);
  }

  push(item: T, at: number): void {
    if (this.#size === this.#items.length) this.#grow();
    // The length is a power of two.
    const index = (this.#head + this.#size) & (this.#items.length - 1);
    this.#items[index] = item;
    this.#times[index] = at;
    this.#size += 1;
  }

  shift(): T | undefined {
    if (this.#size === 0) return undefined;
    const item = this.#items[this.#head];
    this.#items[this.#head] = undefined;
    this.#head = (this.#head + 1) & (this.#items.length - 1);
    this.#size -= 1;
    return item;
  }

  clear(): void {
    this.#items = [];
    this.#times = [];
    this.#head = 0;
    this.#size = 0;
  }

  #grow(): void {
    const more = Array.from({ length: Math.max(16, this.#items.length) });
    this.#items = [...this.#items.slice(this.#head), ...this.#items.slice(0, this.#head), ...more] as (
      | T
      | undefined
    )[];
    this.#times = [
      ...this.#times.slice(this.#head),
      ...this.#times.slice(0, this.#head),
      ...more.map(() => 0),
    ];
    this.#head = 0;
  }
}
