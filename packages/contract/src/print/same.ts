import type { Schema } from '../operation.ts';

/** Whether two types are one and the same: `true` or `false`, never `boolean`. Optional, readonly and null all count. */
export type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** What a schema gives, by the one property that keeps type checking cheap. */
export type Output<S extends Schema> = S['_zod']['output'];

/** Compiles for `true` only, so that the line that says otherwise is the one with the error. */
export type True<T extends true> = T;
