import type { Credential } from '../credentials/credential.ts';

/** A request that waits for its turn. */
export interface Turn {
  /** The operation's id, e.g. `reports.get`. */
  readonly operation: string;
  readonly method: string;
  /** The path template. */
  readonly path: string;
  readonly credential: Credential | undefined;
  /** Milliseconds left of the call's deadline. */
  left(): number;
  /** Waits; rejects when the deadline passes or the caller aborts. */
  wait(milliseconds: number): Promise<void>;
  /** Waits for a promise, no longer than the deadline and the caller's abort allow. */
  within<T>(promise: Promise<T>): Promise<T>;
}

/** Decides when a request may be sent. */
export interface Limiter {
  /** Resolves when it may. Rejects, and it is not sent, when it may not in time. */
  turn(turn: Turn): Promise<void>;
}
