import type { Column, Row } from './column.ts';
import type { QueryResult } from './query-result.ts';

/** What a query under way is ended with. */
export interface QueryEnd {
  /** Makes a read that is under way come to its end. */
  interrupt(): void;
  close(): void | Promise<void>;
}

/** A query whose rows are being read. Whatever way the reading ends, it is closed, once and never under a read. */
export class RunningQuery implements QueryResult {
  readonly columns: readonly Column[];
  readonly chunks: AsyncIterable<readonly Row[]>;
  readonly #end: QueryEnd;
  readonly #rows: AsyncGenerator<readonly Row[], void>;
  readonly #signal: AbortSignal | undefined;
  #reading: Promise<unknown> | undefined;
  #closed = false;

  constructor(
    columns: readonly Column[],
    rows: AsyncGenerator<readonly Row[], void>,
    end: QueryEnd,
    signal: AbortSignal | undefined,
  ) {
    this.#end = end;
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
    this.#end.interrupt();
    await this.#reading?.catch(() => undefined);
    await this.#end.close();
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
