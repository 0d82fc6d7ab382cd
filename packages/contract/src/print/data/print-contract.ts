import type { PrintedOperation, WrittenOperation } from '../../operation.ts';
import type { PrintedContract } from '../../printed.ts';
import { zodOf } from '../../readings/schema.ts';
import { ShapePrinter } from './shape-of.ts';

/**
 * Operations as plain data: what clients judge, encode and turn pages by. What is said in words stays with the schemas.
 *
 * @throws Error naming the operation that has no form as data.
 */
export function printContract(operations: readonly WrittenOperation[]): PrintedContract {
  const printer = new ShapePrinter();
  const printed = operations.map((operation): PrintedOperation => {
    const { doc: _, input, output, ...traits } = operation;
    try {
      return { ...traits, input: printer.print(zodOf(input)), output: printer.print(zodOf(output)) };
    } catch (error) {
      throw new Error(`${operation.id}: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    }
  });
  return { shapes: printer.shapes, operations: printed };
}
