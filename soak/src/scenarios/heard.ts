/** How often something was heard on a stream. */
export interface Heard {
  of(word: string): number;
  /** The words that were heard more than once. */
  repeated(): readonly string[];
}

/** Reads a stream as long as it lasts, and counts. */
export async function listenTo<T>(
  stream: AsyncIterable<T> & { readonly connected: Promise<void> },
  wordOf: (item: T) => string | undefined,
): Promise<Heard> {
  await stream.connected;
  const counts = new Map<string, number>();
  const reading = async (): Promise<void> => {
    for await (const item of stream) {
      const word = wordOf(item);
      if (word !== undefined) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  };
  // It ends with its client.
  reading().catch(() => {});
  return {
    of: (word) => counts.get(word) ?? 0,
    repeated: () =>
      [...counts].filter(([word, count]) => count > 1 && !word.startsWith('_')).map(([word]) => word),
  };
}
