import type { ClientFacts } from '@bimodal/auth-core/internal';
import { cloud } from './platform.ts';
import { product } from './version.ts';

/** What an engine has to know of MODE Cloud. */
export const facts: ClientFacts = {
  platform: cloud,
  product,
  loadContract: async () => (await import('../loaded/contract.ts')).contract,
};
