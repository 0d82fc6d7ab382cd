import { bare } from '../bare.ts';
import type { Issue } from '../contract.ts';
import { issue } from '../issue.ts';
import { judgeOf } from '../judge/judge-of.ts';
import { isObject } from '../judge/object-of.ts';
import { resolved, type Shape, type Shapes } from '../shape.ts';

type Path = readonly string[];

const deepest = 256;

/**
 * Reads a JSON value as the platforms do: a number where text belongs and text where a number belongs are taken for what
 * they mean, unknown fields are overlooked. Each is told in `departures`. What cannot be read stays as it is.
 */
export function fromJson(
  shape: Shape,
  shapes: Shapes,
  value: unknown,
  path: Path,
  departures: Issue[],
): unknown {
  // Deeper than this the judge does not look either.
  if (path.length > deepest) return value;
  const form = resolved(shape, shapes);
  const told = (read: unknown, predicate: string): unknown => {
    departures.push(issue(path, predicate));
    return read;
  };
  switch (form.kind) {
    case 'id':
      return typeof value === 'number' ? String(value) : value;
    case 'string':
    case 'open':
      return typeof value === 'number' ? told(String(value), 'must be a string, and is a number') : value;
    case 'number':
    case 'integer':
      return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)
        ? told(Number(value), 'must be a number, and is a string')
        : value;
    case 'boolean': {
      const said = new Map<unknown, boolean>([
        ['true', true],
        ['false', false],
        [1, true],
        [0, false],
      ]).get(value);
      return said === undefined ? value : told(said, `must be true or false, and is a ${typeof value}`);
    }
    case 'literal':
      return form.values?.find((each) => String(each) === String(value)) ?? value;
    case 'array': {
      const { of: item = 'any' } = form;
      return Array.isArray(value)
        ? value.map((each, index) => fromJson(item, shapes, each, [...path, String(index)], departures))
        : value;
    }
    case 'record': {
      const { of: item = 'any' } = form;
      return isObject(value)
        ? mapped(value, (each, key) => fromJson(item, shapes, each, [...path, key], departures))
        : value;
    }
    case 'object':
      return isObject(value) ? fromObject(form.fields ?? {}, shapes, value, path, departures) : value;
    case 'union':
      return fromOption(form.options ?? [], shapes, value, path, departures);
    default:
      return value;
  }
}

/** The fields that are known, read; the others told. */
export function fromObject(
  fields: Shapes,
  shapes: Shapes,
  value: Readonly<Record<string, unknown>>,
  path: Path,
  departures: Issue[],
): Record<string, unknown> {
  const read = bare<Record<string, unknown>>();
  for (const [key, each] of Object.entries(value)) {
    const at = [...path, key];
    const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (field) read[key] = fromJson(field, shapes, each, at, departures);
    else departures.push(issue(at, 'is not a field that this takes'));
  }
  return read;
}

/** The first option that takes the value with the fewest departures. */
function fromOption(
  options: readonly Shape[],
  shapes: Shapes,
  value: unknown,
  path: Path,
  departures: Issue[],
): unknown {
  const readings = options.map((option) => {
    const told: Issue[] = [];
    const read = fromJson(option, shapes, value, path, told);
    return { read, told, fits: judgeOf(option, shapes, 'strict')(read).length === 0 };
  });
  const [best] = readings.filter(({ fits }) => fits).toSorted((a, b) => a.told.length - b.told.length);
  departures.push(...(best?.told ?? []));
  return best ? best.read : value;
}

function mapped(value: object, read: (each: unknown, key: string) => unknown): Record<string, unknown> {
  const entries = Object.entries(value).map(([key, each]) => [key, read(each, key)] as const);
  const result = bare<Record<string, unknown>>();
  for (const [key, each] of entries) result[key] = each;
  return result;
}
