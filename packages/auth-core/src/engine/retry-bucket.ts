const capacity = 100;
const cost = 5;

/**
 * Bounds the retries of a whole client: when most calls fail, repeating them all would make an outage worse. A retry
 * takes 5 tokens of 100, a success gives 1 back.
 */
export class RetryBucket {
  #tokens = capacity;

  take(): boolean {
    if (this.#tokens < cost) return false;
    this.#tokens -= cost;
    return true;
  }

  refund(): void {
    if (this.#tokens < capacity) this.#tokens += 1;
  }
}
