import type { Issue, Kind, Operation } from '@bimodal/contract/runtime';
import type { IncomingHttpHeaders } from 'node:http';
import type { Answer } from './answer.ts';
import type { ServedContract } from './contract.ts';
import type { Refusal } from './refusal.ts';

/** Who is calling, as the platform's `identify` found out. A platform adds what its handlers need. */
export interface Identity {
  readonly kind: Kind;
}

/** What a handler knows beside its input. */
export interface Context<I extends Identity = Identity> {
  readonly operation: Operation;
  readonly identity: I;
  readonly headers: IncomingHttpHeaders;
  /** The body as it came, for what is no input: a file. */
  readonly body: Buffer | undefined;
  /** Path and query as the client sent them. */
  readonly url: string;
  /** The origin that the client sees, e.g. `http://127.0.0.1:4747`, for absolute links. */
  readonly origin: string;
  /** The client's address, e.g. `127.0.0.1`. */
  readonly ip: string;
  /** Aborted when the client goes away or the emulator closes. */
  readonly signal: AbortSignal;
}

/**
 * Answers one operation. Its input has been read by the contract: required fields are there and have their types, unless
 * the platform's `invalid` let it through. A handler names the type of its input itself.
 */
export type Handler<I extends Identity = Identity, Input = never> = (
  input: Input,
  context: Context<I>,
) => Answer | Promise<Answer>;

/** By operation id. */
export type Handlers<I extends Identity = Identity> = Readonly<Record<string, Handler<I>>>;

/** How a platform speaks, whatever is asked of it. */
export interface Manner {
  readonly name: 'analytics' | 'cloud';
  /** Whether a path (without query) belongs to this platform; the first platform that says so answers its unknown routes. */
  owns(path: string): boolean;
  /** The media type of JSON answers, e.g. `application/hal+json; charset=utf-8`. */
  readonly mediaType: string;
  /** Whether a path of it may begin with several slashes; false if absent. */
  readonly overlooksSlashes?: boolean;
  /** What an unknown route is answered with. */
  unknownRoute(method: string, path: string): Refusal;
  /** The body of a refusal: `{"id", "message"}`, `{"reason"}`; undefined for an empty one. */
  envelope(refusal: Refusal): unknown;
  /** Headers of the platform's answers to browsers of other origins; absent where it has none. */
  readonly cors?: {
    readonly answer: Readonly<Record<string, string>>;
    readonly preflight: Readonly<Record<string, string>>;
  };
}

/** One of the two platforms, as the kernel serves it: what differs between them and is not an operation. */
export interface Platform<I extends Identity = Identity> extends Manner {
  readonly contract: ServedContract;
  readonly handlers: Handlers<I>;
  /** Further path templates under which an operation answers, beside its own, with the same parameters in the same segments. */
  aliases?(operation: Operation): readonly `/${string}`[];
  /** Before the credential is looked at: refuses what the platform refuses to anyone, e.g. an `Accept` that it cannot meet. */
  admit?(operation: Operation, headers: IncomingHttpHeaders): void;
  /** Who is calling. A bad credential is an identity of kind `nobody`, or a `Refusal` where the platform says so. */
  identify(credential: {
    readonly authorization: string | undefined;
    /** The request's path, as it was sent. */
    readonly path: string;
    readonly query: URLSearchParams;
    /** Whether a websocket is asked for. */
    readonly isSocket: boolean;
  }): I;
  /** Throws a `Refusal` where this caller may not call this operation; see `allows`. */
  authorise(operation: Operation, identity: I): void;
  /** Input that cannot be read: the refusal to answer with, or undefined to let the handler see it as it is. */
  invalid(operation: Operation, issues: readonly Issue[]): Refusal | undefined;
}
