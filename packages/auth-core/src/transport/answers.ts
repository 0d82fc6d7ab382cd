import type { ResponseHeaders } from './response-headers.ts';

/** Bytes of a failure's body that are read at most. */
export const maxFailureBytes: number = 1024 * 1024;

interface Head {
  readonly status: number;
  readonly headers: ResponseHeaders;
  /** Whether the transport says where the body ends, so that one cut off cannot look whole. */
  readonly framed: boolean;
}

/** An answer that has come, its body as it was sent. */
export interface RawAnswer extends Head {
  readonly body: Uint8Array;
  /** False where only the beginning of a failure's body was kept. */
  readonly whole: boolean;
  /**
   * Undoes the body's encoding, up to so many bytes; undefined where it has none, or the runtime has undone it.
   * Rejects with `UnpackFailure`.
   */
  readonly unpack: ((maxBytes: number) => Promise<Uint8Array>) | undefined;
}

/** An answer whose body is read as it arrives, once. */
export interface OpenAnswer extends Head, AsyncIterable<Uint8Array> {
  /** The body with its encoding undone; undefined where it has none. It throws `UnpackFailure`. */
  readonly unpacked: (() => AsyncIterable<Uint8Array>) | undefined;
  /** Frees the connection. Whoever waits for a chunk gets the reason at once. */
  cancel(reason: unknown): void;
  /** Calls back once nothing more can arrive: the whole is there, it broke off, or it was cancelled. */
  onceOver(callback: () => void): void;
}
