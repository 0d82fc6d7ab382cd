import type { Schema } from '../operation.ts';

/** Whether two types are one and the same: `true` or `false`, never `boolean`. Optional, readonly and null all count. */
export type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** What a schema gives, by the one property that keeps type checking cheap. */
export type Output<S extends Schema> = S['_zod']['output'];

/** Refuses to compile unless everything in the list is true. */
export type AllTrue<_List extends readonly true[]> = true;
