import { bare } from '../bare.ts';
import type { Issue } from '../contract.ts';
import { issue } from '../readings/issues.ts';
import { judgeBy } from '../readings/judge.ts';
import { marksOf } from '../readings/marks.ts';
import { defOf, unwrap, type Node } from '../readings/schema.ts';
import { strict } from '../readings/strict.ts';

type Path = readonly string[];

/**
 * Reads a JSON value as the platforms do: a number where text belongs and text where a number belongs are taken for what
 * they mean, unknown fields are overlooked. Each is told in `departures`. What cannot be read stays as it is.
 */
export function fromJson(schema: Node, value: unknown, path: Path, departures: Issue[]): unknown {
  const node = unwrap(schema);
  const def = defOf(node);
  const told = (read: unknown, predicate: string): unknown => {
    departures.push(issue(path, predicate));
    return read;
  };
  switch (def.type) {
    case 'string':
      if (typeof value !== 'number') return value;
      return isId(schema) ? String(value) : told(String(value), 'must be a string, and is a number');
    case 'number':
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
      return def.values.find((each) => String(each) === String(value)) ?? value;
    case 'array':
      return Array.isArray(value)
        ? value.map((item, index) => fromJson(def.element, item, [...path, String(index)], departures))
        : value;
    case 'record':
      return isObject(value)
        ? mapped(value, (each, key) => fromJson(def.valueType, each, [...path, key], departures))
        : value;
    case 'object':
      return isObject(value) ? fromObject(def.shape, value, path, departures) : value;
    case 'union':
      return fromOption(def.options, value, path, departures);
    default:
      return value;
  }
}

/** The fields that are known, read; the others told. */
export function fromObject(
  fields: Readonly<Record<string, Node>>,
  value: Readonly<Record<string, unknown>>,
  path: Path,
  departures: Issue[],
): Record<string, unknown> {
  const read = bare<Record<string, unknown>>();
  for (const [key, each] of Object.entries(value)) {
    const at = [...path, key];
    const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (field) read[key] = fromJson(field, each, at, departures);
    else departures.push(issue(at, 'is not a field that this takes'));
  }
  return read;
}

/** The first option that takes the value with the fewest departures. */
function fromOption(options: readonly Node[], value: unknown, path: Path, departures: Issue[]): unknown {
  const readings = options.map((option) => {
    const told: Issue[] = [];
    const read = fromJson(option, value, path, told);
    return { read, told, fits: judgeBy(strict(option))(read).length === 0 };
  });
  const [best] = readings.filter(({ fits }) => fits).toSorted((a, b) => a.told.length - b.told.length);
  departures.push(...(best?.told ?? []));
  return best ? best.read : value;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isId(schema: Node): boolean {
  return [schema, unwrap(schema)].some((node) => marksOf(node).wire === 'string|number');
}

function mapped(value: object, read: (each: unknown, key: string) => unknown): Record<string, unknown> {
  const entries = Object.entries(value).map(([key, each]) => [key, read(each, key)] as const);
  const result = bare<Record<string, unknown>>();
  for (const [key, each] of entries) result[key] = each;
  return result;
}
