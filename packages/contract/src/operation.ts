import { bare } from './bare.ts';
import type { Shape, Shapes } from './shape.ts';

/**
 * A schema, as far as an operation's type needs to know one. Naming `_zod.output` alone keeps type checking cheap:
 * `extends z.ZodType` makes the compiler compare some sixty methods per schema.
 */
export interface Schema<T = unknown> {
  readonly _zod: { readonly output: T };
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Who holds a credential, in the platforms' own words. `nobody` is a call without one. */
export type Kind =
  | 'workspace'
  | 'member'
  | 'personal'
  | 'discovery'
  | 'user'
  | 'device'
  | 'project'
  | 'nobody';

/** A kind that may call an operation; with `?`, the facts leave it open, so it is never refused before sending. */
export type AllowedKind = Kind | `${Kind}?`;

/** Where the facts of an operation come from: the platform's documentation, its seen behaviour, or our own choice. */
export type Source = 'documented' | 'observed' | 'inferred';

/** How a list is turned, each style with its own end; see `pages/`. `items` is a dotted path into the answer, '' for the answer itself. */
export type Page =
  | {
      readonly style: 'cursor';
      readonly items: string;
      /** Where the cursor of the following page is; the first of several places that has one. */
      readonly cursor: string | readonly string[];
      readonly parameter: string;
    }
  | { readonly style: 'counted'; readonly items: string }
  | { readonly style: 'numbered'; readonly items: string }
  | { readonly style: 'range'; readonly items: string }
  /** Not paged: the platform answers the whole list every time. */
  | { readonly style: 'whole'; readonly items: string };

/** What there is to know of an operation beside what goes in and what comes out. */
export interface Traits {
  /** `resource.verb`, e.g. `reports.get`. */
  readonly id: string;
  readonly method: Method;
  /** Template with our own parameter names, e.g. `/api/{workspace}/reports/{report}`. */
  readonly path: `/${string}`;
  /** Whether sending it twice does no more than sending it once. Never taken from the method. */
  readonly idempotent: boolean;
  /**
   * Whether something is lost for good by it, or changed for many. Said on every operation that is no GET; a GET changes
   * nothing.
   */
  readonly destructive?: boolean;
  readonly source: Source;
  /** Body fields travel inside this key. */
  readonly wrapper?: string;
  /** Fields that travel elsewhere than their method's default place. */
  readonly in?: Readonly<Record<string, 'query' | 'body'>>;
  /** What fields are called on the wire, where callers know them by another name: `{ home: 'homeId' }`. */
  readonly wire?: Readonly<Record<string, string>>;
  /** The body is `application/x-www-form-urlencoded`. */
  readonly form?: true;
  /** The platform takes a form as well as JSON, which is what is sent. */
  readonly orForm?: true;
  /** Arrays of the query travel as their name once for each item, as links write them; joined by commas where absent. */
  readonly repeats?: true;
  /** The `Accept` header; the platform's default where absent. */
  readonly accept?: string;
  readonly page?: Page;
  /** The answer is bytes as they arrive, or a websocket. */
  readonly stream?: 'bytes' | 'websocket';
  /** Kinds that may call it; anyone where absent. `['nobody']` alone means the credential is never sent. */
  readonly callers?: readonly AllowedKind[];
  /** What to do instead. */
  readonly deprecated?: string;
  /** The status of success, for the emulator and OpenAPI; 200 where absent. Clients take any 2xx. */
  readonly status?: number;
}

/** What the data says of an operation. */
export interface PrintedOperation extends Traits {
  /** Everything a caller may say, flat: names in the path fill the path, the rest is query or body. */
  readonly input: Shape;
  readonly output: Shape;
}

/** One thing a platform can be asked to do: plain frozen data that the clients and the emulator read. */
export interface Operation extends PrintedOperation {
  /** The shapes that input and output refer to. */
  readonly shapes: Shapes;
}

/** An operation as it is written, where we develop: its schemas are zod's. */
export interface WrittenOperation<I = unknown, O = unknown> extends Traits {
  /** Everything a caller may say, flat: names in the path fill the path, the rest is query or body. */
  readonly input: Schema<I>;
  readonly output: Schema<O>;
  /** What it does, one or more sentences; the first becomes the hover text. */
  readonly doc: string;
}

/**
 * Declares an operation. It is frozen, its types are those of its schemas, and it has no prototype, so that a trait it
 * lacks is not read from a polluted `Object.prototype`.
 *
 * @throws TypeError if it is no GET and does not say whether it is `destructive`.
 */
export function operation<I, O>(declared: WrittenOperation<I, O>): WrittenOperation<I, O> {
  const own = bare(declared);
  if (own.method !== 'GET' && typeof own.destructive !== 'boolean') {
    throw new TypeError(
      `${own.id}: say \`destructive: true\` where something is lost for good or changed for many, else \`destructive: false\`.`,
    );
  }
  return Object.freeze(own);
}
