import { onlyOnce } from '@bimodal/auth-core/internal';
import { ConnectionError, InputError } from '@bimodal/auth-core';
import type { Connect } from '../../streams/connection.ts';
import type { Gap } from '../../streams/items.ts';
import { keepConnected } from '../../streams/keep-connected.ts';
import { readSettings, type StreamOptions } from '../../streams/stream-options.ts';
import { tell } from '../tell.ts';
import { readStoreMessage } from './read-change.ts';
import { RevisedMap } from './revised-map.ts';

/** A change to the store that a device makes itself. */
type StoreWrite =
  | { readonly action: 'set'; readonly key: string; readonly value: unknown }
  | { readonly action: 'delete'; readonly key: string };

/** Fulfilled once the platform has taken it. */
export type Write = (write: StoreWrite) => Promise<void>;

/** What happened to a mirror. */
export type KeyValueChange =
  /** The whole store came: at first, and after each gap. */
  | { readonly type: 'reload'; readonly revision: number }
  | { readonly type: 'set'; readonly key: string; readonly value: unknown; readonly revision: number }
  | { readonly type: 'delete'; readonly key: string; readonly revision: number }
  /** The connection was lost, and is there again; a reload follows. */
  | Gap
  /** It is over for good, and what it holds grows old. */
  | { readonly type: 'failed'; readonly error: unknown };

/**
 * The key-value store of a device, mirrored: a map that follows the platform's. Its values are to be read and not changed.
 *
 * ```ts
 * await using store = device.keyValues();
 * await store.ready;
 * const stop = store.observe((change) => change.type === 'set' && console.log(change.key, change.value));
 * await store.set('interval', 30);
 * ```
 *
 * Until it is closed it stays connected. Over MQTT that is what the platform's own clients do. With the transport `ws` it is
 * a websocket of which the address is our reading of the platform's documentation; where that is refused, the whole store is
 * asked for by REST, every `pingInterval` (30 s by default). While it is not connected, it holds what it held, and is brought up to date by a reload.
 */
export class KeyValueMirror implements Iterable<[string, unknown]>, AsyncDisposable {
  /** Fulfilled once the store has come for the first time; rejected where that never comes to be. */
  readonly ready: Promise<void>;
  /** Fulfilled once it is over, however it ended. */
  readonly ended: Promise<void>;
  readonly #store = new RevisedMap();
  readonly #observers = new Set<(change: KeyValueChange) => void>();
  readonly #publish: Write;
  readonly #stop = new AbortController();

  /** Made by `Device.keyValues`. */
  constructor(connect: Connect, publish: Write, options: StreamOptions = {}) {
    const settings = readSettings(options);
    this.#publish = publish;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    // Whoever only observes learns of the failure there.
    promise.catch(() => {});
    this.ready = promise;
    const { signal } = settings;
    const abort = () => {
      reject(signal?.reason);
      this.#stop.abort();
    };
    signal?.addEventListener('abort', abort, onlyOnce);
    if (signal?.aborted === true) abort();
    const subscriber = {
      connected: () => this.#store.unload(),
      message: (text: string | undefined) => this.#heard(text, resolve),
      gap: (gap: Gap) => this.#tell(gap),
    };
    this.ended = keepConnected(connect, settings, subscriber, this.#stop.signal)
      .catch((error: unknown) => {
        reject(error);
        this.#tell({ type: 'failed', error });
      })
      .finally(() => {
        signal?.removeEventListener('abort', abort);
        reject(new ConnectionError('The mirror was closed before the store had come.', { sent: false }));
      });
  }

  /**
   * The revision of the platform's store that this one shows. Writes of one's own raise it once the platform tells of them.
   * Where the store is asked for by REST it counts the changes that were seen.
   */
  get revision(): number {
    return this.#store.revision;
  }

  get size(): number {
    return this.#store.entries.size;
  }

  get(key: string): unknown {
    return this.#store.entries.get(key)?.value;
  }

  has(key: string): boolean {
    return this.#store.entries.has(key);
  }

  keys(): IterableIterator<string> {
    return this.#store.entries.keys();
  }

  *values(): IterableIterator<unknown> {
    for (const { value } of this.#store.entries.values()) yield value;
  }

  *entries(): IterableIterator<[string, unknown]> {
    for (const [key, { value }] of this.#store.entries) yield [key, value];
  }

  [Symbol.iterator](): IterableIterator<[string, unknown]> {
    return this.entries();
  }

  /**
   * Writes a value, JSON, and shows it once the platform has taken it. Whether it likes the key it cannot say over MQTT:
   * letters, digits, `_`, `-` and `:` are known to be good.
   *
   * @throws ConnectionError where that was not confirmed; it may be written or not. @throws StatusError where the platform
   * refuses it, which it can by REST only. @throws InputError for what is no JSON.
   */
  async set(key: string, value: unknown): Promise<void> {
    const text: string | undefined = JSON.stringify(value);
    if (text === undefined) throw new InputError('A value in a key-value store is JSON.');
    const written: unknown = JSON.parse(text);
    await this.#write(key, { action: 'set', key, value: written }, () => {
      this.#store.write(key, written);
      this.#tell({ type: 'set', key, value: written, revision: this.revision });
    });
  }

  /**
   * Removes a key, and no longer shows it once the platform has taken that.
   *
   * @throws ConnectionError and StatusError as `set` does; by REST, NotFoundError where there is no such key.
   */
  async delete(key: string): Promise<void> {
    await this.#write(key, { action: 'delete', key }, () => {
      if (!this.has(key)) return;
      this.#store.drop(key);
      this.#tell({ type: 'delete', key, revision: this.revision });
    });
  }

  /**
   * Calls the observer with each change, after it was made; a write of one's own may be told twice, since the platform may
   * echo it. The function that it returns ends that.
   */
  observe(observer: (change: KeyValueChange) => void): () => void {
    // The same function may observe twice.
    const own = (change: KeyValueChange): void => observer(change);
    this.#observers.add(own);
    return () => void this.#observers.delete(own);
  }

  /** Ends the mirror; it keeps what it holds. */
  async close(): Promise<void> {
    this.#stop.abort();
    await this.ended;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #write(key: string, message: StoreWrite, show: () => void): Promise<void> {
    if (typeof key !== 'string' || key === '') throw new InputError('A key is a text that is not empty.');
    if (this.#stop.signal.aborted) throw new InputError('The mirror is closed.');
    const told = this.#store.told(key);
    await this.#publish(message);
    // What the platform told of meanwhile is the write's own echo, or newer than it.
    if (this.#store.told(key) === told) show();
  }

  #heard(text: string | undefined, loaded: () => void): void {
    const message = readStoreMessage(text);
    // What cannot be read is overlooked, as the platform's own clients do; the next reload sets it right.
    if (message === undefined || !this.#store.apply(message)) return;
    if (message.action === 'reload') {
      loaded();
      this.#tell({ type: 'reload', revision: message.rev });
    } else if (message.action === 'set') {
      this.#tell({ type: 'set', key: message.key, value: message.value, revision: message.rev });
    } else this.#tell({ type: 'delete', key: message.key, revision: message.rev });
  }

  #tell(change: KeyValueChange): void {
    for (const observer of this.#observers) tell(observer, change);
  }
}
