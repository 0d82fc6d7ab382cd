/** The operations with their schemas, for what holds the printed ones against them. */
export { operations } from '../src/contract/index.ts';
