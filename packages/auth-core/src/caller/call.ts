import type { Answer } from '../answer/answer.ts';

/**
 * A call that has started: a promise of its data. `withResponse()` gives status, headers and request id beside it.
 *
 * It stands for one promise: derived promises are made when asked for, so that a failed call is one rejection.
 */
export class Call<T> implements Promise<T> {
  readonly #answer: Promise<Answer<T>>;

  constructor(answer: Promise<Answer<T>>) {
    this.#answer = answer;
  }

  then<A = T, B = never>(
    fulfilled?: ((data: T) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#answer.then(
      // Without a handler the data is what the derived promise is of: A is T then.
      fulfilled ? (answer) => fulfilled(answer.data) : (answer) => answer.data as A & T,
      rejected,
    );
  }

  catch<B = never>(rejected?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<T | B> {
    return this.then(undefined, rejected);
  }

  finally(settled?: (() => void) | null): Promise<T> {
    return this.then().finally(settled);
  }

  /** The data together with status, headers and request id. */
  withResponse(): Promise<Answer<T>> {
    return this.#answer;
  }

  get [Symbol.toStringTag](): string {
    return 'Call';
  }
}
