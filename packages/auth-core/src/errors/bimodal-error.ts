import { ownCopy } from '../values/own-copy.ts';
import { printable } from '../redaction/printable.ts';
import { plainCause } from './plain-cause.ts';

/** What an error may tell of a call: an allow-list. Never headers, never options, never a body beyond a capped excerpt. */
export interface CallFacts {
  /** The operation's id, e.g. `reports.get`. */
  readonly operation?: string | undefined;
  readonly method?: string | undefined;
  /** The path template, without the values that filled it. */
  readonly path?: string | undefined;
  readonly status?: number | undefined;
  /** The platform's own word for the failure. */
  readonly code?: string | undefined;
  readonly requestId?: string | undefined;
  /** How often it was sent. */
  readonly attempts?: number | undefined;
  /** Whether the same call, made again, may succeed, and does no more than was asked. */
  readonly retryable?: boolean | undefined;
  /** The beginning of the answer, with the credential's own strings cut out; at most 500 characters. */
  readonly excerpt?: string | undefined;
  /** What led to it. A copy of a foreign error hangs on ours: its class, name, message, code and stack, nothing else. */
  readonly cause?: unknown;
}

interface Marked {
  readonly marker: symbol;
}

/**
 * What every error of Bimodal is. Its message is one line that a terminal takes for nothing but text; its `cause` holds no
 * headers and no options of whatever failed. Ask `SomeError.isInstance(error)` rather than `instanceof`: it also recognises errors
 * of another installed copy of this package.
 */
export class BimodalError extends Error {
  static readonly marker: symbol = Symbol.for('bimodal.error.BimodalError');
  static {
    mark(this);
  }

  readonly operation: string | undefined;
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly requestId: string | undefined;
  readonly attempts: number;
  readonly retryable: boolean;
  readonly excerpt: string | undefined;

  constructor(message: string, given: CallFacts = {}) {
    const facts = ownCopy(given);
    const cause = plainCause(facts.cause);
    super(printable(message), cause === undefined ? undefined : ownCopy({ cause }));
    this.name = new.target.name;
    this.operation = facts.operation;
    this.method = facts.method;
    this.path = facts.path;
    this.requestId = facts.requestId;
    this.attempts = facts.attempts ?? 0;
    this.retryable = facts.retryable ?? false;
    this.excerpt = facts.excerpt;
  }

  /** Whether a value is an error of this class, also when another copy of the package made it. */
  static isInstance<T extends abstract new (...parameters: never[]) => object>(
    this: T & Marked,
    value: unknown,
  ): value is InstanceType<T> {
    return typeof value === 'object' && value !== null && Reflect.get(value, this.marker) === true;
  }
}

/** Puts a class's marker on its prototype, where `isInstance` finds it. */
export function mark(errorClass: Marked & { readonly prototype: object }): void {
  Object.defineProperty(errorClass.prototype, errorClass.marker, { value: true });
}
