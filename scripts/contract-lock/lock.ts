import type { JsonSchema } from '../../packages/contract/src/print/json-schema.ts';

/** An operation as users depend on it. */
export interface LockedOperation {
  readonly method: string;
  readonly path: string;
  /** What a call of it gives. */
  readonly gives: 'call' | 'list' | 'bytes' | 'websocket';
  /** A digest of all that is said in words: another one is a change of the documentation. */
  readonly docs: string;
  readonly input: JsonSchema;
  readonly output: JsonSchema;
}

/** An exported symbol: its kind and, of a class or interface that is written by hand, its own public members. */
export interface LockedSymbol {
  readonly kind: 'class' | 'function' | 'const' | 'type' | 'interface' | 'type of class' | 'namespace';
  /** A member that may be absent ends with `?`. */
  readonly members?: readonly string[];
}

/** What users of a package depend on. */
export interface Lock {
  /** By entry, `.` for the package itself, and name. */
  readonly symbols: Readonly<Record<string, Readonly<Record<string, LockedSymbol>>>>;
  /** By id. */
  readonly operations: Readonly<Record<string, LockedOperation>>;
  /** What the operations' schemas refer to by name. */
  readonly schemas: Readonly<Record<string, JsonSchema>>;
}

/** The lock of a package that was never released. */
export const nothing: Lock = { symbols: {}, operations: {}, schemas: {} };
