export * from './operation.ts';
export type * from './contract.ts';
export * from './create-contract.ts';
export * from './readings/index.ts';
export { judgeStrictly } from './answers/judge.ts';
