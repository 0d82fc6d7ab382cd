import { bare } from '../bare.ts';
import type { Operation } from '../operation.ts';
import { judgeBy, type Judge } from '../readings/judge.ts';
import { fieldsOf, zodOf, type Node } from '../readings/schema.ts';
import { strict } from '../readings/strict.ts';
import { templateOf } from './path.ts';

/** A field in a query or a form: its name, and the same as it is written there. */
export interface TextField {
  readonly name: string;
  readonly key: string;
}

/** What encoding an operation needs to know, worked out once. */
export interface Plan {
  readonly judge: Judge;
  readonly fields: Readonly<Record<string, Node>>;
  /** One more than parameters: what stands before, between and after them in the path. */
  readonly texts: readonly string[];
  readonly parameters: readonly string[];
  readonly query: readonly TextField[];
  readonly body: readonly TextField[];
}

const plans = new WeakMap<Operation, Plan>();

/**
 * The plan of an operation.
 *
 * @throws TypeError if its input is not a `z.object`.
 */
export function planOf(operation: Operation): Plan {
  const known = plans.get(operation);
  if (known) return known;
  const plan = makePlan(operation);
  plans.set(operation, plan);
  return plan;
}

function makePlan(operation: Operation): Plan {
  const fields = fieldsOf(zodOf(operation.input));
  if (!fields) throw new TypeError(`${operation.id}: the input must be a z.object.`);
  const { texts, parameters } = templateOf(operation.path);
  const usual = operation.method === 'GET' || operation.method === 'DELETE' ? 'query' : 'body';
  const exceptions = bare(operation.in);
  const others = Object.keys(fields).filter((name) => !parameters.includes(name));
  const inPlace = (place: 'query' | 'body') =>
    others
      .filter((name) => (exceptions?.[name] ?? usual) === place)
      .map((name) => ({ name, key: encodeURIComponent(name) }));
  return {
    judge: judgeBy(strict(operation.input)),
    fields,
    texts,
    parameters,
    query: inPlace('query'),
    body: inPlace('body'),
  };
}
