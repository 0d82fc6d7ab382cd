import type { Form } from '../shape.ts';
import { all, boundsOf, broken, lengthOf, patternsOf, type Check } from './checks.ts';
import { join, otherKind, wrong, type Closure } from './wrong.ts';

export function textOf(form: Form): Closure {
  const length = lengthOf(form);
  const check = all<string>([length, patternsOf(form)]);
  return (value) => {
    if (typeof value === 'string') return check?.(value);
    // A list where a text belongs is told by its length too.
    return join([otherKind('a string', value)], Array.isArray(value) ? length?.(value) : undefined);
  };
}

export function numberOf(form: Form): Closure {
  const bounds = boundsOf(form);
  const check = form.kind === 'integer' ? all([safe, bounds]) : bounds;
  const isWhole = form.kind === 'integer';
  return (value) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) return [otherKind('a number', value)];
    return isWhole && !Number.isInteger(value) ? [otherKind('an integer', value)] : check?.(value);
  };
}

/** What a number cannot hold exactly is no integer to rely on. */
const safe: Check<number> = (value) => {
  if (Number.isSafeInteger(value)) return undefined;
  return broken(
    value > 0 ? `must be at most ${Number.MAX_SAFE_INTEGER}` : `must be at least ${Number.MIN_SAFE_INTEGER}`,
  );
};

export function oneOf(values: readonly unknown[]): Closure {
  const said = values.map((value) => (typeof value === 'string' ? `"${value}"` : String(value))).join(', ');
  const says = `must be ${values.length === 1 ? '' : 'one of '}${said}`;
  const known = new Set(values);
  return (value) => (known.has(value) ? undefined : [wrong(value === undefined ? 'is missing' : says)]);
}
