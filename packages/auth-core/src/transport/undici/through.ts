import type { Transform } from 'node:stream';

/**
 * What a transform, such as one of zlib's, makes of bytes, read as it is iterated; leaving it destroys the transform. It goes
 * by events alone: Node's `pipeline` and its own iteration of streams read options of theirs from ordinary objects, so that
 * a polluted prototype would break them.
 *
 * @throws what the source or the transform throws.
 */
export async function* through(
  source: AsyncIterable<Uint8Array>,
  transform: Transform,
): AsyncGenerator<Buffer, void, undefined> {
  let ended = false;
  let failure: { readonly reason: unknown } | undefined;
  const waiting = new Set<() => void>();
  const wake = (): void => {
    for (const resolve of waiting) resolve();
    waiting.clear();
  };
  const changed = (): Promise<void> => new Promise((resolve) => void waiting.add(resolve));
  const fail = (reason: unknown): void => {
    failure ??= { reason };
    wake();
  };
  transform.on('readable', wake).on('drain', wake).on('close', wake).on('error', fail);
  transform.on('end', () => {
    ended = true;
    wake();
  });
  const feed = async (): Promise<void> => {
    for await (const chunk of source) {
      if (!transform.write(chunk))
        while (transform.writableNeedDrain && !transform.destroyed) await changed();
      if (transform.destroyed) return;
    }
    transform.end();
  };
  feed().catch(fail);
  try {
    for (;;) {
      const chunk: unknown = transform.read();
      if (Buffer.isBuffer(chunk)) yield chunk;
      else if (failure !== undefined) throw failure.reason;
      else if (ended) return;
      else await changed();
    }
  } finally {
    transform.destroy();
  }
}
