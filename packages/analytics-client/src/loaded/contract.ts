import { createContract, type Contract } from '@bimodal/contract/runtime';
import { operations } from './operations.ts';

/** Loaded by `import()` at the first call: reading it costs what importing the client should not. */
export const contract: Contract = createContract(operations, { accept: 'application/hal+json' });
