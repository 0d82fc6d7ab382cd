import { onlyOnce } from '@bimodal/auth-core/internal';
import { ConnectionError } from '@bimodal/auth-core';
import { filled } from './backfill/filled.ts';
import type { Connect } from './connection.ts';
import { Inbox } from './inbox.ts';
import type { Gap, Malformed } from './items.ts';
import { keepConnected } from './keep-connected.ts';
import { readSettings, type StreamOptions } from './stream-options.ts';

/** What a live stream reads messages with. */
export type Read<T> = (text: string | undefined) => T | Malformed;

/** What follows a gap that a lost connection left, until `stop` is aborted. */
export type AfterGap<T> = (gap: Gap, stop: AbortSignal) => AsyncIterable<T>;

/**
 * Messages as they happen. It connects at once, and stays connected until it is closed: whatever may have been missed is
 * an item of type `gap`, since the platform replays nothing. It is read once, by `for await`; leaving the loop closes it.
 *
 * Reading throws what ended the stream for good: a `StatusError` when the platform refuses the credential (401, 403) or
 * knows no such thing (404), a `ConnectionError` or `TimeoutError` when the first connection could not be made in time,
 * a `CredentialError` when there was no credential for the first connection (later its provider is asked again and again),
 * a `CallerError` when it is of a kind that is not taken; a `BufferFullError` with `whenFull: 'fail'`.
 * When its `signal` is aborted, reading throws `signal.reason` and what was not read is forgotten.
 */
export class LiveStream<T extends { readonly type: string }>
  implements AsyncIterable<T | Gap | Malformed>, AsyncDisposable
{
  /** Fulfilled once subscribed: what happens from now on is in the stream. Rejected if that never comes to be. */
  readonly connected: Promise<void>;
  /** Fulfilled once it is over, however it ended, and its connection is gone. */
  readonly ended: Promise<void>;
  readonly #inbox: Inbox<T | Malformed>;
  readonly #stop = new AbortController();
  readonly #signal: AbortSignal | undefined;
  readonly #afterGap: AfterGap<T> | undefined;

  constructor(connect: Connect, read: Read<T>, options: StreamOptions = {}, afterGap?: AfterGap<T>) {
    const settings = readSettings(options);
    this.#signal = settings.signal;
    this.#afterGap = afterGap;
    const inbox = new Inbox<T | Malformed>(settings.capacity, settings.whenFull, read);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    // Whoever only iterates learns of the failure there.
    promise.catch(() => {});
    this.connected = promise;
    this.#inbox = inbox;

    const { signal } = settings;
    const abort = () => {
      inbox.clear();
      fail(signal?.reason);
      this.#stop.abort();
    };
    const fail = (reason: unknown) => {
      inbox.end({ thrown: { reason } });
      reject(reason);
    };
    const push = (item: string | T | Gap | Malformed) => {
      if (!inbox.push(item)) this.#stop.abort();
    };
    signal?.addEventListener('abort', abort, onlyOnce);
    if (signal?.aborted) abort();

    this.ended = keepConnected(
      connect,
      settings,
      {
        connected: resolve,
        message: (text) => push(text ?? read(text)),
        gap: push,
      },
      this.#stop.signal,
    )
      .catch(fail)
      .finally(() => {
        signal?.removeEventListener('abort', abort);
        inbox.end();
        reject(new ConnectionError('The stream was closed before it was connected.', { sent: false }));
      });
  }

  /** Says goodbye to the platform and ends the stream. What has already come in can still be read. */
  async close(): Promise<void> {
    this.#inbox.end();
    this.#stop.abort();
    await this.ended;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  [Symbol.asyncIterator](): AsyncIterator<T | Gap | Malformed, undefined> {
    const live: AsyncIterator<T | Gap | Malformed, undefined> = {
      next: () => this.#inbox.next(),
      return: async () => {
        this.#inbox.clear();
        await this.close();
        return { done: true, value: undefined };
      },
    };
    const afterGap = this.#afterGap;
    if (afterGap === undefined) return live;
    const all = filled<T | Malformed>(live, (gap) => afterGap(gap, this.#stop.signal), this.#signal);
    return {
      next: () => all.next(),
      // Closed first: a generator does not hear of its end while a read of it waits, or before the first.
      return: async () => {
        await live.return?.();
        return all.return(undefined);
      },
    };
  }
}
