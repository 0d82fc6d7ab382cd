import type { Operation, WrittenOperation } from '../../operation.ts';
import { operationsOf } from '../../printed.ts';
import { printContract } from './print-contract.ts';

const known = new WeakMap<WrittenOperation, Operation>();

/**
 * A written operation as data, as if it had been printed.
 *
 * @throws Error naming the operation if it has no form as data.
 */
export function dataOf(written: WrittenOperation): Operation {
  const printed = known.get(written) ?? operationsOf(printContract([written]))[0];
  if (!printed) throw new Error(`${written.id} was not printed.`);
  known.set(written, printed);
  return printed;
}
