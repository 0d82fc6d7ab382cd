export * from './assert-plain.ts';
export * from './nothing.ts';
export * from './open-enum.ts';
export * from './sensitive.ts';
export { refuse, together } from './checks.ts';
export { shared } from './shared.ts';
