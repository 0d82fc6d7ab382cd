import { bare } from '../bare.ts';
import type { Operation } from '../operation.ts';
import { judgeOf, type Judge } from '../judge/judge-of.ts';
import { resolved, type Shapes } from '../shape.ts';
import { templateOf } from './path.ts';

/** A field that travels in a query or a body. */
export interface Travelling {
  /** What callers call it. */
  readonly name: string;
  /** What the platform calls it. */
  readonly wire: string;
  /** The same as it is written in a query or a form. */
  readonly key: string;
}

/** What encoding an operation needs to know, worked out once. */
export interface Plan {
  readonly judge: Judge;
  readonly fields: Shapes;
  /** One more than parameters: what stands before, between and after them in the path. */
  readonly texts: readonly string[];
  readonly parameters: readonly string[];
  readonly query: readonly Travelling[];
  readonly body: readonly Travelling[];
}

const plans = new WeakMap<Operation, Plan>();

/**
 * The plan of an operation.
 *
 * @throws TypeError if its input is no object.
 */
export function planOf(operation: Operation): Plan {
  const known = plans.get(operation);
  if (known) return known;
  const plan = makePlan(operation);
  plans.set(operation, plan);
  return plan;
}

function makePlan(operation: Operation): Plan {
  const { fields } = resolved(operation.input, operation.shapes);
  if (!fields) throw new TypeError(`${operation.id}: the input must be a z.object.`);
  const { texts, parameters } = templateOf(operation.path);
  const usual = operation.method === 'GET' || operation.method === 'DELETE' ? 'query' : 'body';
  const exceptions = bare(operation.in);
  const onWire = bare(operation.wire);
  const others = Object.keys(fields).filter((name) => !parameters.includes(name));
  const inPlace = (place: 'query' | 'body') =>
    others
      .filter((name) => (exceptions?.[name] ?? usual) === place)
      .map((name) => {
        const wire = onWire[name] ?? name;
        return { name, wire, key: encodeURIComponent(wire) };
      });
  return {
    judge: judgeOf(operation.input, operation.shapes, 'strict'),
    fields: bare(fields),
    texts,
    parameters,
    query: inPlace('query'),
    body: inPlace('body'),
  };
}
