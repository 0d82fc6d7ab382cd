import type { Connect, Connection, ConnectionListener } from '../../streams/connection.ts';

interface Item {
  readonly key: string;
  readonly value: unknown;
}

/** Asks for the whole store. */
type List = (stop: AbortSignal) => Promise<readonly Item[]>;

/**
 * A store that is asked for again and again, as connections that bring its changes. Its revisions are its own: the platform
 * tells none by REST.
 */
export class PolledStore {
  readonly connect: Connect;
  #revision = 0;

  constructor(list: List) {
    const next = (): number => (this.#revision += 1);
    this.connect = async (stop) => new Polling(list, await list(stop), next);
  }
}

/** Asks at each ping, of which there is one every `pingInterval`. */
class Polling implements Connection {
  readonly #list: List;
  readonly #next: () => number;
  readonly #leaving = new AbortController();
  /** Values as text, by key. */
  #known: ReadonlyMap<string, string>;
  #items: readonly Item[] | undefined;
  #listener: ConnectionListener | undefined;
  #lastHeard = new Date();

  constructor(list: List, items: readonly Item[], next: () => number) {
    this.#list = list;
    this.#next = next;
    this.#items = items;
    this.#known = textsOf(items);
  }

  get lastHeard(): Date {
    return this.#lastHeard;
  }

  listen(listener: ConnectionListener): void {
    this.#listener = listener;
    const items = this.#items ?? [];
    this.#items = undefined;
    this.#tell({ action: 'reload', rev: this.#next(), numItems: items.length, items });
  }

  ping(): void {
    this.#list(this.#leaving.signal).then(
      (items) => this.#heard(items),
      () => this.destroy(),
    );
  }

  close(): void {
    this.destroy();
  }

  destroy(): void {
    if (this.#leaving.signal.aborted) return;
    this.#leaving.abort();
    this.#listener?.closed();
  }

  #heard(items: readonly Item[]): void {
    if (this.#leaving.signal.aborted) return;
    this.#lastHeard = new Date();
    const before = this.#known;
    this.#known = textsOf(items);
    for (const { key, value } of items) {
      if (before.get(key) !== this.#known.get(key))
        this.#tell({ action: 'set', rev: this.#next(), key, value });
    }
    for (const key of before.keys()) {
      if (!this.#known.has(key)) this.#tell({ action: 'delete', rev: this.#next(), key });
    }
  }

  #tell(message: object): void {
    this.#listener?.message(JSON.stringify(message));
  }
}

function textsOf(items: readonly Item[]): ReadonlyMap<string, string> {
  return new Map(items.map(({ key, value }) => [key, JSON.stringify(value) ?? 'null']));
}
