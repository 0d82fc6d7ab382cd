import { bare } from './bare.ts';
import type { Traits } from './operation.ts';
import type { Shape, Shapes } from './shape.ts';

/** An operation as it is printed: plain data, traits and shapes. */
export interface PrintedTraits extends Traits {
  readonly input: Shape;
  readonly output: Shape;
}

/** A platform's operations as they are printed, and the shapes that they share. */
export interface PrintedContract {
  readonly shapes: Shapes;
  readonly operations: readonly PrintedTraits[];
}

/** An operation that is plain data, with the shapes that it refers to. */
export interface PrintedOperation extends PrintedTraits {
  readonly shapes: Shapes;
}

/**
 * The operations of a printed contract. They have no prototype, so that a trait that one lacks is not read from a
 * polluted `Object.prototype`.
 */
export function operationsOf(printed: PrintedContract): readonly PrintedOperation[] {
  const shapes = Object.freeze(bare(printed.shapes));
  return Object.freeze(printed.operations.map((each) => Object.freeze(bare({ ...each, shapes }))));
}
