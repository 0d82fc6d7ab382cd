import type { GivenHeaders } from '../checks/header-text.ts';

/** What may be said about one call, after its input. */
export interface CallOptions {
  /** Aborts the call; it then rejects with `signal.reason`, unchanged. `null` is none, as in `fetch`. */
  readonly signal?: AbortSignal | null | undefined;
  /**
   * Milliseconds. For an ordinary call the whole of it: waits, retries, headers, body and parsing (default 60,000). For a
   * stream up to its headers; for a list, each page.
   */
  readonly timeout?: number | undefined;
  /** How often a failed attempt may be repeated (default 2, 0 for never). */
  readonly retries?: number | undefined;
  /** Further request headers. The credential's own, and those that frame the body, cannot be set here. */
  readonly headers?: GivenHeaders | undefined;
  /** Bytes of decoded body accepted (default 32 MiB for JSON; streams have no cap). */
  readonly maxBodyBytes?: number | undefined;
  /** For streams: milliseconds without a chunk before it is a `BodyError` (default 30,000). */
  readonly stallTimeout?: number | undefined;
  /** For streams: take a body that neither length nor chunking nor gzip's trailer closes (default false). */
  readonly allowUnframed?: boolean | undefined;
}
