import { createContract } from '@bimodal/contract';
import { operations } from './operations.ts';

/** Loaded by `import()` at the first call: building it costs what importing the client should not. */
export const contract = createContract(operations, { accept: 'application/hal+json' });
