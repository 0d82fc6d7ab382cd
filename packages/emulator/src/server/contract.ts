import type { Issue, Operation } from '@bimodal/contract';

/** A request as it came, with the path in the operation's own spelling. */
export interface ReceivedRequest {
  readonly method: string;
  /** Encoded, with the query. */
  readonly path: string;
  /** JSON or form text; multipart forms are rewritten before. */
  readonly body: string | undefined;
  readonly contentType: string | undefined;
}

/** A request as the platform reads it. */
export interface Reading {
  readonly input: Readonly<Record<string, unknown>>;
  /** What the platform overlooks: unknown fields, a number where text belongs. The client should hear of it. */
  readonly departures: readonly Issue[];
  /** What cannot be read: a required field that is missing, an object where a number belongs. */
  readonly faults: readonly Issue[];
}

/** What the kernel asks of a platform's operations. */
export interface ServedContract {
  readonly operations: readonly Operation[];
  read(operation: Operation, request: ReceivedRequest): Reading;
  /** Judges the emulator's own JSON answer, strictly. */
  judge(operation: Operation, answer: unknown): readonly Issue[];
}
