import { InputError, StatusError } from '@bimodal/auth-core';
import { isTransient, isUnread } from '../streams/transient.ts';

/**
 * Decides which events are given up. One that the platform refuses for what is in it (400, 413, 422) is, since all others
 * would wait for it for ever; so is one that the contract does not let out at all. A 404 says that there is no such device,
 * and a 400 without a reason perhaps that half of a request arrived: that may be a mistake that is put right, or last, so
 * events are given up for it only once it has been the answer to everything for so many milliseconds, and then each after
 * one attempt.
 */
export class Judge {
  readonly #patience: number;
  #doubtfulSince: number | undefined;

  constructor(patience: number) {
    this.#patience = patience;
  }

  /** Told of each event that was delivered. */
  taken(): void {
    this.#doubtfulSince = undefined;
  }

  givesUp(error: unknown): boolean {
    const status = StatusError.isInstance(error) ? error.status : undefined;
    if (status === 404 || isUnread(error)) {
      this.#doubtfulSince ??= performance.now();
      return performance.now() - this.#doubtfulSince >= this.#patience;
    }
    // What is no answer of the platform's says nothing about the device.
    if (!isTransient(error)) this.#doubtfulSince = undefined;
    return InputError.isInstance(error) || [400, 413, 422].includes(status ?? 0);
  }
}
