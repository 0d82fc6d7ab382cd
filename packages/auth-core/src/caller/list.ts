import { ownCopy } from '../values/own-copy.ts';
import { InputError } from '../errors/input-error.ts';

/** One page of a list: its items, the input of the following page, and the server's own answer. */
export interface ListPage<T, I> {
  readonly items: readonly T[];
  /** The plain input of the following page, or undefined at the end. It is all the state there is: keep it as a checkpoint. */
  readonly next: I | undefined;
  /** The server's own answer to this page. */
  readonly data: unknown;
}

/** Begins an iteration: gives what fetches its pages, one after the other. */
export type PageTurner<T, I> = () => (input: I) => Promise<ListPage<T, I>>;

/**
 * A list: it sends nothing until awaited or iterated. `await` gives the first page; iterating gives every item of every
 * page, `pages()` the pages.
 */
export class List<T, I> implements PromiseLike<ListPage<T, I>>, AsyncIterable<T> {
  readonly #input: I;
  readonly #turner: PageTurner<T, I>;
  #first: Promise<ListPage<T, I>> | undefined;

  constructor(input: I, turner: PageTurner<T, I>) {
    this.#input = input;
    this.#turner = turner;
  }

  then<A = ListPage<T, I>, B = never>(
    fulfilled?: ((page: ListPage<T, I>) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.#first ??= this.#turner()(this.#input);
    return this.#first.then(fulfilled, rejected);
  }

  /** Every page, one after the other. Each iteration begins anew. */
  async *pages(): AsyncGenerator<ListPage<T, I>, void, undefined> {
    const turn = this.#turner();
    let page = await turn(this.#input);
    for (;;) {
      yield page;
      if (page.next === undefined) return;
      page = await turn(page.next);
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for await (const page of this.pages()) yield* page.items;
  }

  /**
   * Every item as an array, at most `limit` of them.
   *
   * @throws InputError for a limit that is no whole number; else what the calls throw. Nothing is returned short.
   */
  async toArray(options: { readonly limit?: number | undefined } = {}): Promise<T[]> {
    if (typeof options !== 'object')
      throw new InputError('Give the limit by name: `toArray({ limit: 10 })`.');
    const limit = ownCopy(options).limit ?? Number.POSITIVE_INFINITY;
    if (limit !== Number.POSITIVE_INFINITY && (!Number.isSafeInteger(limit) || limit < 0)) {
      throw new InputError('`limit` must be a whole number, 0 or more.');
    }
    const items: T[] = [];
    if (limit === 0) return items;
    for await (const item of this) {
      items.push(item);
      if (items.length >= limit) break;
    }
    return items;
  }
}
