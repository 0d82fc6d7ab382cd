/** How often it is looked at, in milliseconds. */
const interval = 20;

/** How far this process falls behind its timers, which no deadline in it can make good. */
export class Lag implements Disposable {
  #last = performance.now();
  readonly #watches = new Set<{ total: number }>();
  readonly #timer = setInterval(() => {
    const now = performance.now();
    const late = now - this.#last - interval;
    this.#last = now;
    if (late > 0) for (const watch of this.#watches) watch.total += late;
  }, interval);

  /** Begins to watch; the returned function ends that, and says how many milliseconds were lost in all. */
  watch(): () => number {
    const watch = { total: 0 };
    this.#watches.add(watch);
    return () => {
      this.#watches.delete(watch);
      return watch.total + Math.max(0, performance.now() - this.#last - interval);
    };
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }
}
