import { bare } from './bare.ts';
import type { Operation, PrintedOperation } from './operation.ts';
import type { Shapes } from './shape.ts';

/** A platform's operations as they are printed, and the shapes that they share. */
export interface PrintedContract {
  readonly shapes: Shapes;
  readonly operations: readonly PrintedOperation[];
}

/**
 * The operations of a printed contract. They have no prototype, so that a trait that one lacks is not read from a
 * polluted `Object.prototype`.
 */
export function operationsOf({ shapes, operations }: PrintedContract): readonly Operation[] {
  const own = Object.freeze(bare({ ...shapes }));
  return Object.freeze(operations.map((each) => Object.freeze(bare({ ...each, shapes: own }))));
}
