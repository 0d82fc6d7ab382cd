import type { Connect, Connection, ConnectionListener } from '../../streams/connection.ts';
import { moment, type Moment } from '../../streams/moment.ts';
import type { Write } from './key-value-mirror.ts';

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
  #polling: Polling | undefined;

  constructor(list: List) {
    const next = (): number => (this.#revision += 1);
    this.connect = async (stop) => {
      const polling = new Polling(list, await list(stop), next);
      this.#polling = polling;
      return polling;
    };
  }

  /** Told of each write of one's own that the platform has taken: from then on that is what is known of the key. */
  readonly wrote = (write: Parameters<Write>[0]): void => this.#polling?.wrote(write);
}

/** Asks at each ping, of which there is one every `pingInterval`, unless it still waits for an answer. */
class Polling implements Connection {
  readonly #list: List;
  readonly #next: () => number;
  readonly #leaving = new AbortController();
  /** Values as text, by key: what was told, or is known otherwise. What differs from it is told. */
  #known: ReadonlyMap<string, string>;
  /** Keys written since the store was last asked for: of these the answer may be older than the write. */
  readonly #doubtful = new Set<string>();
  #isAsking = false;
  #items: readonly Item[] | undefined;
  #listener: ConnectionListener | undefined;
  #lastHeard = moment();

  constructor(list: List, items: readonly Item[], next: () => number) {
    this.#list = list;
    this.#next = next;
    this.#items = items;
    this.#known = textsOf(items);
  }

  get lastHeard(): Moment {
    return this.#lastHeard;
  }

  listen(listener: ConnectionListener): void {
    this.#listener = listener;
    const items = this.#items ?? [];
    this.#items = undefined;
    this.#tell({ action: 'reload', rev: this.#next(), numItems: items.length, items });
  }

  ping(): void {
    if (this.#isAsking) return;
    this.#isAsking = true;
    this.#doubtful.clear();
    this.#list(this.#leaving.signal).then(
      (items) => this.#heard(items),
      () => this.destroy(),
    );
  }

  wrote(write: Parameters<Write>[0]): void {
    const known = new Map(this.#known);
    if (write.action === 'set') known.set(write.key, textOf(write.value));
    else known.delete(write.key);
    this.#known = known;
    this.#doubtful.add(write.key);
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
    this.#isAsking = false;
    if (this.#leaving.signal.aborted) return;
    this.#lastHeard = moment();
    const before = this.#known;
    const now = textsOf(items);
    for (const key of this.#doubtful) keep(key, before, now);
    this.#known = now;
    for (const { key, value } of items) {
      if (!this.#doubtful.has(key) && before.get(key) !== now.get(key))
        this.#tell({ action: 'set', rev: this.#next(), key, value });
    }
    for (const key of before.keys()) {
      if (!now.has(key)) this.#tell({ action: 'delete', rev: this.#next(), key });
    }
  }

  #tell(message: object): void {
    this.#listener?.message(JSON.stringify(message));
  }
}

/** Leaves a key what it was. */
function keep(key: string, before: ReadonlyMap<string, string>, now: Map<string, string>): void {
  const text = before.get(key);
  if (text === undefined) now.delete(key);
  else now.set(key, text);
}

function textsOf(items: readonly Item[]): Map<string, string> {
  return new Map(items.map(({ key, value }) => [key, textOf(value)]));
}

function textOf(value: unknown): string {
  return JSON.stringify(value) ?? 'null';
}
