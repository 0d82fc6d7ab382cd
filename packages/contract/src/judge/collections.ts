import { bare } from '../bare.ts';
import { formOf, type Form, type Shape } from '../shape.ts';
import { lengthOf } from './checks.ts';
import { isObject } from './object-of.ts';
import type { Scope } from './scope.ts';
import { join, otherKind, under, wrong, type Closure, type Wrongs } from './wrong.ts';

type Make = (shape: Shape) => Closure;

export function arrayOf(form: Form, make: Make): Closure {
  const item = make(form.of ?? 'any');
  const length = lengthOf(form);
  return (value) => {
    if (!Array.isArray(value)) {
      // A text where a list belongs is told by its length too.
      return join([otherKind('an array', value)], typeof value === 'string' ? length?.(value) : undefined);
    }
    let wrongs: Wrongs | undefined;
    for (let index = 0; index < value.length; index++) {
      const found = item(value[index]);
      if (found) wrongs = join(wrongs, under(index, found));
    }
    return length ? join(wrongs, length(value)) : wrongs;
  };
}

export function tupleOf(form: Form, make: Make): Closure {
  const items = (form.items ?? []).map((shape) => ({ judge: make(shape), optional: formOf(shape).optional }));
  const rest = form.rest === undefined ? undefined : make(form.rest);
  const needed = items.findLastIndex(({ optional }) => !optional) + 1;
  const [tooShort, tooLong] = [
    lengthOf(bare({ ...form, min: needed })),
    lengthOf(bare({ ...form, max: items.length })),
  ];
  return (value) => {
    if (!Array.isArray(value)) return [otherKind('an array', value)];
    if (!rest && value.length < needed) return otherSize(tooShort?.(value));
    let wrongs: Wrongs | undefined = rest ? undefined : otherSize(tooLong?.(value));
    for (let index = 0; index < Math.max(value.length, needed); index++) {
      const found = (items[index]?.judge ?? rest)?.(value[index]);
      if (found) wrongs = join(wrongs, under(index, found));
    }
    return wrongs;
  };
}

/** A tuple of another size is none of these at all. */
function otherSize(wrongs: Wrongs | undefined): Wrongs | undefined {
  return wrongs?.map(({ says }) => wrong(says));
}

export function recordOf(form: Form, make: Make, scope: Scope): Closure {
  const judge = make(form.of ?? 'any');
  const isKey = form.keys === undefined ? undefined : make(form.keys);
  return (given) => {
    if (!isObject(given)) return [otherKind('an object', given)];
    const value = scope.ownOnly(given);
    let wrongs: Wrongs | undefined;
    for (const key in value) {
      if (key === '__proto__') continue;
      const found = isKey?.(key) ? [wrong('is not a key that this takes')] : judge(value[key]);
      if (found) wrongs = join(wrongs, under(key, found));
    }
    return wrongs;
  };
}
