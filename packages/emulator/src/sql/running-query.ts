import type { Column, Row } from './column.ts';
import type { QueryResult } from './query-result.ts';
import type { Session } from './session.ts';

/** A query whose rows are being read. Whatever way the reading ends, its session is closed, once and never under a read. */
export class RunningQuery implements QueryResult {
  readonly columns: readonly Column[];
  readonly chunks: AsyncIterable<readonly Row[]>;
  readonly #session: Session;
  readonly #rows: AsyncGenerator<readonly Row[], void>;
  readonly #signal: AbortSignal | undefined;
  #reading: Promise<unknown> | undefined;
  #closed = false;

  constructor(
    session: Session,
    columns: readonly Column[],
    rows: AsyncGenerator<readonly Row[], void>,
    signal: AbortSignal | undefined,
  ) {
    this.#session = session;
    this.columns = columns;
    this.#rows = rows;
    this.#signal = signal;
    this.chunks = {
      [Symbol.asyncIterator]: () => ({
        next: () => this.#next(),
        return: async () => {
          await this.close();
          return { done: true, value: undefined };
        },
      }),
    };
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#session.connection.interrupt();
    await this.#reading?.catch(() => undefined);
    this.#session.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #next(): Promise<IteratorResult<readonly Row[], void>> {
    if (this.#closed) return this.#afterClose();
    const reading = this.#rows.next();
    this.#reading = reading;
    try {
      const next = await reading;
      // An interrupted query ends like a finished one: what was read last may be cut short.
      if (this.#closed) return this.#afterClose();
      if (next.done) await this.close();
      return next;
    } catch (error) {
      await this.close();
      this.#signal?.throwIfAborted();
      throw error;
    }
  }

  #afterClose(): IteratorResult<readonly Row[], void> {
    this.#signal?.throwIfAborted();
    return { done: true, value: undefined };
  }
}
