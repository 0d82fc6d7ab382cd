import type { Form, Shape } from '../shape.ts';
import { isObject } from './object-of.ts';
import type { Scope } from './scope.ts';
import { otherKind, wrong, type Closure, type Wrongs } from './wrong.ts';

/**
 * A union takes what one of its forms takes. Of none, the only form that takes the value for one of its own kind tells
 * what is wrong; else all do. `by` names the field that tells which form it is; read leniently, that field may have a
 * word that was added since.
 */
export function unionOf(form: Form, make: (shape: Shape) => Closure, scope: Scope): Closure {
  const { by, options: shapes = [] } = form;
  const options = shapes.map(make);
  const [only, ...others] = options;
  if (only && others.length === 0) return only;
  return by === undefined ? anyOf(options, scope) : toldBy(by, shapes, options, scope);
}

function anyOf(options: readonly Closure[], scope: Scope): Closure {
  return (value) => {
    const all: Wrongs[] = [];
    scope.unions++;
    for (const option of options) {
      const wrongs = option(value);
      if (!wrongs) break;
      all.push(wrongs);
    }
    scope.unions--;
    if (all.length < options.length) return undefined;
    const [fitting, ...more] = all.filter((wrongs) => wrongs.every(({ kindFits }) => kindFits));
    return fitting && more.length === 0 ? fitting : [wrong('', { options: all })];
  };
}

function toldBy(by: string, shapes: readonly Shape[], options: readonly Closure[], scope: Scope): Closure {
  const optionOf = new Map<unknown, Closure>();
  shapes.forEach((shape, index) => {
    const option = options[index];
    if (!option) return;
    for (const value of scope.valuesOf(shape, by)) optionOf.set(value, option);
  });
  const any = anyOf(options, scope);
  return (value) => {
    if (!isObject(value)) return [otherKind('an object', value)];
    const option = optionOf.get(Object.hasOwn(value, by) ? value[by] : undefined);
    if (option) return option(value);
    return scope.strict ? [wrong('', { path: [by], options: [] })] : any(value);
  };
}
