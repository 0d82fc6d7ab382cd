import type { Operation } from '../operation.ts';
import { contains, formOf } from '../shape.ts';

/** Whether an answer of this operation has no content that matters. */
export function answersNothing(operation: Operation): boolean {
  return formOf(operation.output).kind === 'nothing';
}

const known = new WeakMap<Operation, boolean>();

/** Whether input or output holds a secret: then errors carry no excerpt. */
export function isSensitive(operation: Operation): boolean {
  let answer = known.get(operation);
  if (answer === undefined) {
    const { input, output, shapes } = operation;
    answer = [input, output].some((shape) => contains(shape, shapes, ({ sensitive }) => sensitive === true));
    known.set(operation, answer);
  }
  return answer;
}
