import { createContract } from '@bimodal/contract';
import { operations } from './index.ts';

/** The operations with everything the engine asks of them; loaded at the first call. */
export const contract = createContract(operations);
