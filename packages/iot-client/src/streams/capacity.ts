/** How much of a stream is kept at most for a slow reader. */
export interface Capacity {
  readonly items: number;
  /** Bytes of all texts together, two for a character. One text that alone is longer than that is kept all the same. */
  readonly bytes: number;
}

/** What a text may take in memory. What is no text is small: a gap, or a few words about a frame. */
export function sizeOf(item: string | { readonly type: string }): number {
  return typeof item === 'string' ? 2 * item.length : 0;
}
