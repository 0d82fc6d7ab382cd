import type { Improvised } from './improvised.ts';
import type { Operation } from './operation.ts';

/** One thing wrong with an input or an answer: where, and in words. */
export interface Issue {
  /** Dotted path to the field, '' for the whole. */
  readonly path: string;
  readonly message: string;
}

/** A request as it goes on the wire, without origin and without credential. */
export interface WireRequest {
  readonly method: string;
  /** Begins with `/`, encoded, with the query. */
  readonly path: string;
  readonly accept: string;
  readonly body: string | undefined;
  readonly contentType: string | undefined;
}

export type Encoded =
  | { readonly request: WireRequest; readonly issues?: undefined }
  | { readonly issues: readonly Issue[]; readonly request?: undefined };

/** What ends a list depends on what came before: iterating keeps one of these, a single page needs none. */
export interface PageMemory {
  readonly cursors: Set<string>;
  previous: string | undefined;
}

export interface TurnedPage {
  readonly items: readonly unknown[];
  /** The plain input of the following page, or undefined at the end. */
  readonly next: Record<string, unknown> | undefined;
  /** A cursor that was seen before: the list would never end. */
  readonly repeatedCursor?: string;
}

/**
 * A platform's operations with everything the engine asks of them. Clients load it at the first call, so that importing
 * a client does not cost what it takes to read them.
 */
export interface Contract {
  readonly operations: readonly Operation[];
  find(id: string): Operation | undefined;
  /** Makes an operation up for a request that none describes. */
  improvise(request: Improvised): { readonly operation: Operation } | { readonly issues: readonly Issue[] };
  /** Judges the input strictly and puts it on the wire; `defaults` fill path parameters that the input lacks. */
  encode(operation: Operation, input: unknown, defaults: Readonly<Record<string, string>>): Encoded;
  /** Whether an answer of this operation has no content that matters. */
  answersNothing(operation: Operation): boolean;
  /** Whether input or output has fields marked `sensitive`: then errors carry no excerpt. */
  isSensitive(operation: Operation): boolean;
  /** Turns the ids that the platform writes as numbers or strings into strings, in place. */
  normalise(operation: Operation, answer: unknown): void;
  /** Judges an answer leniently and changes nothing. */
  judge(operation: Operation, answer: unknown): readonly Issue[];
  /** `range` is the value of the range header, if the answer had one. */
  turnPage(
    operation: Operation,
    input: Readonly<Record<string, unknown>>,
    answer: unknown,
    range: string | undefined,
    memory?: PageMemory,
  ): TurnedPage;
}
