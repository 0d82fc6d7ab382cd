import { InflateFailure } from '../inflate-failure.ts';

/** Bytes that are given at once: the runtime keeps all that they become, which is a thousand times as much at most. */
const atOnce = 4 * 1024;

/**
 * Undoes Deflate as bytes are read. Most runtimes say only that they could not: what fails once all was given lacks its end.
 *
 * @throws InflateFailure; and what the source throws.
 */
export async function* inflated(
  packed: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const stream: ReadableWritablePair<Uint8Array, Uint8Array<ArrayBuffer>> = new DecompressionStream(
    'deflate-raw',
  );
  const writer = stream.writable.getWriter();
  const reader = stream.readable.getReader();
  let given = false;
  let failure: { readonly reason: unknown } | undefined;
  const feed = async (): Promise<void> => {
    try {
      for await (const chunk of packed) {
        for (let at = 0; at < chunk.length; at += atOnce) {
          // Settled before it is looked at: what the stream refuses, its reader hears.
          const taken = writer.write(chunk.slice(at, at + atOnce)).then(yes, no);
          if (!(await taken)) return;
        }
      }
    } catch (reason) {
      failure = { reason };
      await writer.abort(reason).catch(no);
      return;
    }
    given = true;
    await writer.close().catch(no);
  };
  const fed = feed();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } catch (error) {
    throw failure === undefined ? new InflateFailure(isTruncated(error) ?? given, error) : failure.reason;
  } finally {
    await reader.cancel().catch(no);
    await fed;
  }
}

/** Some runtimes look at bytes later than they take them, and say what zlib did. */
function isTruncated(error: unknown): boolean | undefined {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' && code.startsWith('Z_') ? code === 'Z_BUF_ERROR' : undefined;
}

const yes = (): boolean => true;
const no = (): boolean => false;
