/** The deadline of a call and its caller's abort, as far as a transport goes by them. */
export interface TimeLimit {
  /** Throws the timeout, or the caller's own reason, where one has come to pass. */
  check(): void;
  /** Says how to cancel what is under way; replaces what was said before. Cancels at once if it is too late. */
  guard(cancel: (reason: unknown) => void): void;
  /** Waits for somebody else's promise, no longer than the limit. */
  within<T>(promise: Promise<T>): Promise<T>;
}
