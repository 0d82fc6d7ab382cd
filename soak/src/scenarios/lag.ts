/** How often it is looked at, in milliseconds. */
const interval = 20;

/** How far this process falls behind its timers, which no deadline in it can make good. */
export class Lag implements Disposable {
  #last = performance.now();
  #total = 0;
  readonly #turns = new Set<{ longest: number }>();
  readonly #timer = setInterval(() => {
    const now = performance.now();
    const late = now - this.#last - interval;
    this.#last = now;
    if (late <= 0) return;
    this.#total += late;
    for (const turn of this.#turns) turn.longest = Math.max(turn.longest, late);
  }, interval);

  /** Milliseconds that were lost in all, up to now. */
  get total(): number {
    return this.#total + Math.max(0, performance.now() - this.#last - interval);
  }

  /** Begins to watch; the returned function says how many milliseconds were lost since. */
  watch(): () => number {
    const before = this.total;
    return () => this.total - before;
  }

  /** Begins to watch; the returned function ends that, and says how many milliseconds were lost at once at most. */
  watchTurns(): () => number {
    const turn = { longest: 0 };
    this.#turns.add(turn);
    return () => {
      this.#turns.delete(turn);
      return turn.longest;
    };
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }
}
