import type { Form, Shape } from '../shape.ts';
import { broken } from './checks.ts';
import { fieldOf, fits, unknownField, type Field } from './field.ts';
import type { Scope } from './scope.ts';
import { otherKind, under, wrong, type Closure, type Wrong, type Wrongs } from './wrong.ts';

/** So many keys of an object are remembered by their place. */
const remembered = 256;

/**
 * An object by its keys. Answers of one operation have the same keys in the same order, so the field that was at a place
 * before is tried there first. What is wrong is told in the order of the shape, then the unknown keys.
 */
export function objectOf(form: Form, make: (shape: Shape) => Closure, scope: Scope): Closure {
  const { together, says = '' } = form;
  const fields = Object.entries(form.fields ?? {}).map(([name, shape], at) =>
    fieldOf(name, at, shape, make, scope.strict),
  );
  const byName = new Map(fields.map((field) => [field.name, field]));
  const required = fields.filter(({ optional }) => !optional);
  const places: Field[] = [];
  const unknown = { ...unknownField, at: fields.length };

  return (given) => {
    if (!isObject(given)) return [otherKind('an object', given)];
    const value = scope.ownOnly(given);
    let place = 0;
    let present = 0;
    let unknowns: string[] | undefined;
    let found: [at: number, wrongs: Wrongs][] | undefined;
    for (const key in value) {
      let field = places[place];
      if (field === undefined || field.name !== key) {
        field = byName.get(key) ?? { ...unknown, name: key };
        if (place < remembered) places[place] = field;
      }
      place++;
      if (field.isUnknown) {
        if (scope.strict) (unknowns ??= []).push(key);
        continue;
      }
      if (!field.optional) present++;
      const each = value[key];
      if (fits(field, each)) continue;
      const wrongs = field.judge(each);
      if (wrongs) (found ??= []).push([field.at, under(key, wrongs)]);
    }
    if (present < required.length) {
      for (const { name, at, judge } of required) {
        if (Object.hasOwn(value, name)) continue;
        (found ??= []).push([at, under(name, judge(undefined) ?? [otherKind('', undefined)])]);
      }
    }
    let all = found && inOrder(found);
    if (unknowns) {
      (all ??= []).push(wrong('is not a field that this takes', { unknown: unknowns, kindFits: true }));
    }
    if (together && !all?.some(({ kindFits }) => !kindFits)) {
      const [first, second] = together.map((name) => Object.hasOwn(value, name) && value[name] !== undefined);
      if (first !== second) (all ??= []).push(...under(together[0], broken(says)));
    }
    return all;
  };
}

function inOrder(found: [at: number, wrongs: Wrongs][]): Wrong[] {
  if (found.length > 1) found.sort(([a], [b]) => a - b);
  return found.flatMap(([, wrongs]) => wrongs);
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
