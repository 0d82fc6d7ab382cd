import type { Issue } from '../contract.ts';

/** A request as it came. */
export interface Received {
  readonly method: string;
  /** Encoded, with the query. */
  readonly path: string;
  /** Names in lower case. Only `content-type` is read. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string | Uint8Array | undefined;
}

/** A request as the platform reads it. */
export interface Decoded {
  /** The flat input that the client meant. */
  readonly input: Record<string, unknown>;
  /** What the platform overlooks, and the client should hear of: unknown fields, a number where text belongs. */
  readonly departures: readonly Issue[];
  /** What cannot be overlooked: a required field that is missing, an object where a number belongs. */
  readonly faults: readonly Issue[];
  /** Set where the body is not JSON at all: answer 400. */
  readonly malformed?: string;
}
