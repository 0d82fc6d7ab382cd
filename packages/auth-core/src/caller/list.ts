/** One page of a list: its items, the input of the following page, and the server's own answer. */
export interface ListPage<T, I> {
  readonly items: readonly T[];
  /** The plain input of the following page, or undefined at the end. It is all the state there is: keep it as a checkpoint. */
  readonly next: I | undefined;
  /** The server's own answer to this page. */
  readonly data: unknown;
}

/** Fetches one page; given by the caller. `first` says that no page came before in this iteration. */
export type PageTurner<T, I> = () => (input: I) => Promise<ListPage<T, I>>;

/**
 * A list: it sends nothing until awaited or iterated. `await` gives the first page; iterating gives every item of every
 * page, `pages()` the pages.
 */
export class List<T, I> implements PromiseLike<ListPage<T, I>>, AsyncIterable<T> {
  readonly #input: I;
  readonly #turner: PageTurner<T, I>;

  constructor(input: I, turner: PageTurner<T, I>) {
    this.#input = input;
    this.#turner = turner;
  }

  then<A = ListPage<T, I>, B = never>(
    fulfilled?: ((page: ListPage<T, I>) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#turner()(this.#input).then(fulfilled, rejected);
  }

  async *pages(): AsyncGenerator<ListPage<T, I>, void, undefined> {
    const turn = this.#turner();
    let input: I | undefined = this.#input;
    while (input !== undefined) {
      const page: ListPage<T, I> = await turn(input);
      yield page;
      input = page.next;
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for await (const page of this.pages()) yield* page.items;
  }

  /**
   * Every item as an array, at most `limit` of them.
   *
   * @throws what the calls throw; nothing is returned short.
   */
  async toArray(options: { readonly limit?: number } = {}): Promise<T[]> {
    const limit = options.limit ?? Number.POSITIVE_INFINITY;
    const items: T[] = [];
    if (limit <= 0) return items;
    for await (const item of this) {
      items.push(item);
      if (items.length >= limit) break;
    }
    return items;
  }
}
