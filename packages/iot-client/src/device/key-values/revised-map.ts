import type { StoreMessage } from './read-change.ts';

interface Entry {
  readonly value: unknown;
  readonly rev: number;
}

/** A store as the platform told of it, each key with the revision at which it was last told of. */
export class RevisedMap {
  readonly #entries = new Map<string, Entry>();
  /** Of keys that are gone: a message that comes late does not bring them back. */
  readonly #gone = new Map<string, number>();
  /** How often each key was told of: a write of one's own that was confirmed later is older than that. */
  #told = new Map<string, number>();
  #isLoaded = false;
  #revision = 0;

  get entries(): ReadonlyMap<string, Entry> {
    return this.#entries;
  }

  get revision(): number {
    return this.#revision;
  }

  /** Until the next reload changes say nothing: what they change is not known. */
  unload(): void {
    this.#isLoaded = false;
  }

  /** Whether it changed anything. A change that is no newer than what is known of the key does not. */
  apply(message: StoreMessage): boolean {
    if (message.action === 'reload') return this.#reload(message.rev, message.items);
    const { key, rev } = message;
    const known = this.#entries.get(key)?.rev ?? this.#gone.get(key) ?? -1;
    if (!this.#isLoaded || rev <= known) return false;
    this.#revision = Math.max(this.#revision, rev);
    this.#told.set(key, this.told(key) + 1);
    if (message.action === 'set') this.#put(key, message.value, rev);
    else this.#remove(key, rev);
    return true;
  }

  /** How often the key was told of. */
  told(key: string): number {
    return this.#told.get(key) ?? 0;
  }

  /** A write of one's own that was confirmed: it does not raise the revision, which the platform will tell. */
  write(key: string, value: unknown): void {
    this.#put(key, value, this.#entries.get(key)?.rev ?? this.#gone.get(key) ?? 0);
  }

  /** A deletion of one's own that was confirmed. */
  drop(key: string): void {
    this.#remove(key, this.#entries.get(key)?.rev ?? 0);
  }

  #reload(rev: number, items: readonly { readonly key: string; readonly value: unknown }[]): true {
    const before = [...this.#entries.keys(), ...items.map(({ key }) => key)];
    for (const key of new Set(before)) this.#told.set(key, this.told(key) + 1);
    this.#entries.clear();
    this.#gone.clear();
    for (const { key, value } of items) this.#entries.set(key, { value, rev });
    this.#revision = rev;
    this.#isLoaded = true;
    return true;
  }

  #put(key: string, value: unknown, rev: number): void {
    this.#gone.delete(key);
    this.#entries.set(key, { value, rev });
  }

  #remove(key: string, rev: number): void {
    this.#entries.delete(key);
    this.#gone.set(key, rev);
  }
}
