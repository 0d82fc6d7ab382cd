import type { RateLimiterMemory } from 'rate-limiter-flexible';
import { count, milliseconds } from '../checks/numbers.ts';
import { InputError } from '../errors/input-error.ts';
import { handedOn } from '../values/handed-on.ts';
import type { RateStore } from './rate-store.ts';

/** Counts in this process. The library is loaded when the first request asks for its turn. */
export function memoryStore(requests: number, seconds: number): RateStore {
  if (count('requests', requests) === 0) throw new InputError('`requests` must be 1 or more.');
  milliseconds('seconds', seconds * 1000);
  let store: Promise<RateLimiterMemory> | undefined;
  const open = async (): Promise<RateLimiterMemory> => {
    const { RateLimiterMemory: Store } = await import('rate-limiter-flexible');
    return new Store(handedOn({ points: requests, duration: seconds }));
  };
  return {
    async consume(key) {
      store ??= open();
      return (await store).consume(key, 1, handedOn({}));
    },
  };
}
