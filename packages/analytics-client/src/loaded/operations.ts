import { operationsOf, type Operation } from '@bimodal/contract/runtime';
import { printed } from '../gen/contract.ts';

/** Every operation of Mode Analytics that this package knows, as data. @internal */
export const operations: readonly Operation[] = operationsOf(printed);
