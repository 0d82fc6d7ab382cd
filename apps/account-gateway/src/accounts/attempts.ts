import { createHash } from 'node:crypto';
import { RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Database } from '../database/database.ts';
import { RequestError } from '../http/request-error.ts';
import { addressOf } from './accounts.ts';

const quarterHour = 15 * 60;
const day = 24 * 3600;

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
      // Far above what a person mistypes, so that nobody is locked out by others from elsewhere in an hour.
      await database.limiter({ name: 'address', points: 200, duration: day, blockDuration: quarterHour }),
      await database.limiter({ name: 'registration', points: 20, duration: 3600, blockDuration: 3600 }),
    ]);
  }

  /** Counts an attempt to sign in. @throws RequestError 429, with the seconds to wait. */
  async signIn(email: string, place: string): Promise<void> {
    await take(this.#place, place);
    await take(this.#address, keyOf(email));
    await take(this.#pair, keyOf(email, place));
  }

  /** Forgets what was counted against a person who turned out to be who they say. */
  async forgive(email: string, place: string): Promise<void> {
    await this.#pair.delete(keyOf(email, place));
    await this.#place.reward(place);
    await this.#address.reward(keyOf(email));
  }

  /** Counts a registration. @throws RequestError 429 */
  async register(place: string): Promise<void> {
    await take(this.#registration, place);
  }
}

/** Addresses of people stay out of the table. */
function keyOf(email: string, place = ''): string {
  return createHash('sha256')
    .update(`${addressOf(email)}\n${place}`)
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
