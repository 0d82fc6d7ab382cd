import { createHash } from 'node:crypto';
import { RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Database } from '../database/database.ts';
import { RequestError } from '../http/request-error.ts';
import { addressOf } from './accounts.ts';
import { placeOf } from './place.ts';

const quarterHour = 15 * 60;
const hour = 3600;

/**
 * Slows down whoever guesses. An attempt is counted before it is looked at, so that many at once are no way around it,
 * and by address and place whether or not there is such an address.
 */
export class Attempts {
  readonly #pair: RateLimiterAbstract;
  readonly #place: RateLimiterAbstract;
  readonly #address: RateLimiterAbstract;
  readonly #registration: RateLimiterAbstract;

  private constructor(
    limiters: readonly [RateLimiterAbstract, RateLimiterAbstract, RateLimiterAbstract, RateLimiterAbstract],
  ) {
    [this.#pair, this.#place, this.#address, this.#registration] = limiters;
  }

  static async open(database: Database): Promise<Attempts> {
    return new Attempts([
      await database.limiter({ name: 'pair', points: 5, duration: quarterHour, blockDuration: quarterHour }),
      await database.limiter({
        name: 'place',
        points: 50,
        duration: quarterHour,
        blockDuration: quarterHour,
      }),
      // Against guesses from many places. It takes that many places to keep a person out, and then for an hour.
      await database.limiter({ name: 'address', points: 100, duration: hour, blockDuration: 0 }),
      await database.limiter({ name: 'registration', points: 20, duration: hour, blockDuration: hour }),
    ]);
  }

  /** Counts an attempt to sign in. @throws RequestError 429, with the seconds to wait. */
  async signIn(email: string, place: string): Promise<void> {
    await take(this.#place, keyOf('', place));
    // Before the address: whoever is refused here does not use up what others from elsewhere have.
    await take(this.#pair, keyOf(email, place));
    await take(this.#address, keyOf(email));
  }

  /** Forgets what was counted against a person who turned out to be who they say. */
  async forgive(email: string, place: string): Promise<void> {
    await this.#pair.delete(keyOf(email, place));
    await this.#place.reward(keyOf('', place));
    await this.#address.reward(keyOf(email));
  }

  /** Counts a registration. @throws RequestError 429 */
  async register(place: string): Promise<void> {
    await take(this.#registration, keyOf('', place));
  }
}

/** Addresses of people, and of what they sit at, stay out of the table. */
function keyOf(email: string, place = ''): string {
  return createHash('sha256')
    .update(`${addressOf(email)}\n${placeOf(place)}`)
    .digest('base64url');
}

async function take(limiter: RateLimiterAbstract, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const seconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    throw new RequestError(
      429,
      'too_many_attempts',
      `Too many attempts: try again in ${seconds} s.`,
      undefined,
      {
        'retry-after': String(seconds),
      },
    );
  }
}
