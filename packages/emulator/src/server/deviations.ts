import type { Issue } from '@bimodal/contract/runtime';

/** Where a request, or the emulator's own answer, departs from the contract. */
export interface Deviation {
  /** `request`: a client sent what the contract does not know. `answer`: the emulator itself is wrong. */
  readonly kind: 'request' | 'answer';
  readonly platform: 'analytics' | 'cloud';
  /** The operation's id, e.g. `reports.get`. */
  readonly operation: string;
  readonly issues: readonly Issue[];
  readonly at: Date;
}

/** The last thousand deviations, and who wants to hear of them. */
export class Deviations {
  static readonly capacity = 1000;
  readonly #kept: Deviation[] = [];
  readonly #listeners = new Set<(deviation: Deviation) => void>();

  get all(): readonly Deviation[] {
    return this.#kept;
  }

  add(deviation: Omit<Deviation, 'at'>): void {
    const dated = { ...deviation, at: new Date() };
    this.#kept.push(dated);
    if (this.#kept.length > Deviations.capacity) this.#kept.shift();
    for (const listener of this.#listeners) listener(dated);
  }

  /** Calls the listener at each deviation from now on; the returned function ends that. */
  listen(listener: (deviation: Deviation) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
