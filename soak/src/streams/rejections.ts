/** The rejections of this process that nobody handled, which would else end it. */
export class Rejections implements Disposable {
  readonly all: Error[] = [];

  constructor() {
    process.on('unhandledRejection', this.#heard);
  }

  [Symbol.dispose](): void {
    process.off('unhandledRejection', this.#heard);
  }

  readonly #heard = (reason: unknown): void => {
    this.all.push(reason instanceof Error ? reason : new Error(String(reason)));
  };
}
