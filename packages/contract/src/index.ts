/** What operations are written with, and the types of all that is made of them. */
export * from './operation.ts';
export type * from './contract.ts';
export { checkOperations } from './check-operations.ts';
export * from './readings/index.ts';
export type * from './decode/received.ts';
export type { Improvised } from './improvised.ts';
export type * from './printed.ts';
export type { Output, Same, True } from './print/same.ts';
export type { Shape, Shapes } from './shape.ts';
