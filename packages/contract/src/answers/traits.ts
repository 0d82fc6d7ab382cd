import type { Operation } from '../operation.ts';
import { contains } from '../readings/children.ts';
import { marksOf } from '../readings/marks.ts';
import { zodOf, type Node } from '../readings/schema.ts';

/** Whether an answer of this operation has no content that matters. */
export function answersNothing(operation: Operation): boolean {
  return marksOf(zodOf(operation.output)).nothing === true;
}

const known = new WeakMap<Operation, boolean>();

/** Whether input or output holds a secret: then errors carry no excerpt. */
export function isSensitive(operation: Operation): boolean {
  let answer = known.get(operation);
  if (answer === undefined) {
    answer = [operation.input, operation.output].some((schema) => contains(zodOf(schema), marked));
    known.set(operation, answer);
  }
  return answer;
}

function marked(node: Node): boolean {
  return marksOf(node).sensitive === true;
}
