import { formOf, type Form, type Shape } from '../shape.ts';
import { broken } from './checks.ts';
import { join, otherKind, under, wrong, type Closure, type Wrongs } from './wrong.ts';

interface Field {
  readonly name: string;
  readonly optional: boolean;
  readonly judge: Closure;
}

/** An object by its fields, in the order in which the shape names them, then by its unknown keys. */
export function objectOf(form: Form, make: (shape: Shape) => Closure, strict: boolean): Closure {
  const { together, says = '' } = form;
  const shapes = Object.entries(form.fields ?? {});
  const known = new Set(shapes.map(([name]) => name));
  const fields = shapes.map(([name, shape]): Field => ({
    name,
    optional: formOf(shape).optional,
    judge: make(shape),
  }));
  return (value) => {
    if (!isObject(value)) return [otherKind('an object', value)];
    let wrongs: Wrongs | undefined;
    for (const { name, optional, judge } of fields) {
      const isPresent = Object.hasOwn(value, name);
      if (!isPresent && optional) continue;
      const found = judge(isPresent ? value[name] : undefined) ?? (isPresent ? undefined : missing);
      if (found) wrongs = join(wrongs, under(name, found));
    }
    if (strict) wrongs = join(wrongs, unknownIn(value, known));
    if (!together || wrongs?.some(({ kindFits }) => !kindFits)) return wrongs;
    const [first, second] = together;
    return isSaid(value, first) === isSaid(value, second) ? wrongs : join(wrongs, under(first, broken(says)));
  };
}

const missing = [otherKind('', undefined)];

function unknownIn(value: object, known: ReadonlySet<string>): Wrongs | undefined {
  const unknown = Object.keys(value).filter((key) => !known.has(key));
  return unknown.length === 0
    ? undefined
    : [wrong('is not a field that this takes', { unknown, kindFits: true })];
}

function isSaid(value: Readonly<Record<string, unknown>>, name: string): boolean {
  return Object.hasOwn(value, name) && value[name] !== undefined;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
