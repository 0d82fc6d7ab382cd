import { formOf, nameIn, type Form, type Shape } from '../shape.ts';
import { arrayOf, recordOf, tupleOf } from './collections.ts';
import { objectOf } from './object-of.ts';
import { numberOf, oneOf, textOf } from './scalars.ts';
import type { Scope } from './scope.ts';
import { unionOf } from './union-of.ts';
import { otherKind, type Closure } from './wrong.ts';

/** A shape as a closure. That a field may be absent its object knows, too. */
export function closureOf(shape: Shape, scope: Scope): Closure {
  const form = formOf(shape);
  const judge = byKind(form, scope);
  const { nullable, optional } = form;
  if (!nullable && !optional) return judge;
  return (value) =>
    (nullable && value === null) || (optional && value === undefined) ? undefined : judge(value);
}

function byKind(form: Form, scope: Scope): Closure {
  const { kind, values = [] } = form;
  const make = (part: Shape): Closure => closureOf(part, scope);
  const name = nameIn(kind);
  if (name !== undefined) return scope.named(name, make);
  switch (kind) {
    case 'any':
    case 'nothing':
      return () => undefined;
    case 'string':
    case 'id':
      return textOf(form);
    case 'number':
    case 'integer':
      return numberOf(form);
    case 'boolean':
      return (value) => (typeof value === 'boolean' ? undefined : [otherKind('true or false', value)]);
    case 'null':
      return (value) => (value === null ? undefined : [otherKind('null', value)]);
    case 'enum':
      return scope.strict || values.some((value) => typeof value !== 'string') ? oneOf(values) : textOf(form);
    case 'open':
      return scope.strict ? oneOf(values) : textOf(form);
    case 'literal':
      return oneOf(values);
    case 'array':
      return arrayOf(form, make);
    case 'tuple':
      return tupleOf(form, make);
    case 'record':
      return recordOf(form, make, scope);
    case 'object':
      return objectOf(form, make, scope);
    case 'union':
      return unionOf(form, make, scope);
    default:
      throw new TypeError(`No shape is of the kind ${kind}.`);
  }
}
