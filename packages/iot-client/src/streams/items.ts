/** Why something may be missing from a stream. */
export type GapReason =
  /** The connection was lost, and the platform replays nothing. */
  | 'disconnected'
  /** More came in than was read, and the buffer was full. */
  | 'overflow';

/**
 * Between these moments something may have been missed. `from` is the last moment at which nothing was, as it was heard here:
 * what the platform had sent by then and was still under way is missed, too. Both are by the machine's clock as it was when the
 * gap was told, and `from` is never after `to`: where that clock was set meanwhile, the gap is rather told as longer. Where it matters what the state is now, read it
 * again.
 */
export interface Gap {
  readonly type: 'gap';
  readonly from: Date;
  readonly to: Date;
  readonly reason: GapReason;
  /** How many items were dropped, where that is known: for an overflow. */
  readonly dropped?: number | undefined;
}

/** A frame that could not be read, or, with `validate: 'strict'`, is not what the contract says. The stream goes on. */
export interface Malformed {
  readonly type: 'malformed';
  readonly at: Date;
  /** What is wrong with it. */
  readonly problem: string;
  /** The beginning of the frame, at most 200 characters; '' for a binary one. */
  readonly excerpt: string;
}

export function isGap(item: { readonly type: string }): item is Gap {
  return item.type === 'gap';
}
