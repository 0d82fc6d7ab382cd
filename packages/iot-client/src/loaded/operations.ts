import { operationsOf, type Operation } from '@bimodal/contract/runtime';
import { printed } from '../gen/contract.ts';

/** Every operation of MODE Cloud that this package knows, as data. @internal */
export const operations: readonly Operation[] = operationsOf(printed);
