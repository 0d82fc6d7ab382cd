import { isGap, type Gap } from '../items.ts';

/**
 * A stream in which something follows each gap that a lost connection left. It is read where the stream is: live items wait
 * meanwhile, and are what they were. An overflow is not filled: its reader is behind already.
 *
 * @param signal aborted: nothing more of what follows a gap is given.
 */
export async function* filled<T extends { readonly type: string }>(
  live: AsyncIterator<T | Gap, undefined>,
  fill: (gap: Gap) => AsyncIterable<T>,
  signal: AbortSignal | undefined,
): AsyncGenerator<T | Gap, undefined, undefined> {
  try {
    for (;;) {
      const { done, value } = await live.next();
      if (done === true) return undefined;
      yield value;
      if (!isGap(value) || value.reason !== 'disconnected') continue;
      for await (const item of fill(value)) {
        if (signal?.aborted === true) break;
        yield item;
      }
    }
  } finally {
    await live.return?.();
  }
}
