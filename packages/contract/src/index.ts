export * from './operation.ts';
export type * from './contract.ts';
