/** What runs where clients run: it reads printed data, and nothing of it needs zod. */
export { judgeStrictly } from './answers/judge.ts';
export type * from './contract.ts';
export { createContract } from './create-contract.ts';
export { decode } from './decode/decode.ts';
export { matchPath } from './decode/match-path.ts';
export type * from './decode/received.ts';
export type * from './improvised.ts';
export type { AllowedKind, Kind, Method, Operation, Page, Source, Traits } from './operation.ts';
export { operationsOf, type PrintedContract } from './printed.ts';
export type { Shape, Shapes } from './shape.ts';
