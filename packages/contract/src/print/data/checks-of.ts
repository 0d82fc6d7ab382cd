import { saidBy } from '../../readings/checks.ts';
import { defOf, type Node } from '../../readings/schema.ts';
import type { DetailedShape } from '../../shape.ts';

/** zod tests these by their pattern alone. */
const byPattern = new Set(['regex', 'email', 'uuid', 'guid', 'date', 'datetime', 'starts_with', 'ends_with']);
type Part = Pick<
  DetailedShape,
  'min' | 'max' | 'above' | 'below' | 'pattern' | 'format' | 'refused' | 'together' | 'says'
>;

/**
 * The checks of a schema as data.
 *
 * @throws Error for one that the data has no words for.
 */
export function checksOf(node: Node): Part {
  const def = defOf(node);
  const own = 'check' in def ? [partOf(def, undefined)] : [];
  const parts = [...own, ...(def.checks ?? []).map((check) => partOf(check._zod.def, check._zod))];
  const all: Part = {};
  for (const part of parts) {
    const twice = Object.keys(part).find((name) => name in all);
    if (twice !== undefined) throw new Error(`A schema has two checks of its ${twice}: write one.`);
    Object.assign(all, part);
  }
  return all;
}

function partOf(def: object, runs: object | undefined): Part {
  const { check, format, pattern, value, inclusive, minimum, maximum, length } = Object.assign(
    { check: '', format: undefined, pattern: undefined, value: undefined, inclusive: undefined },
    { minimum: undefined, maximum: undefined, length: undefined },
    def,
  ) as Readonly<Record<string, unknown>>;
  switch (check) {
    case 'greater_than':
      return inclusive ? { min: Number(value) } : { above: Number(value) };
    case 'less_than':
      return inclusive ? { max: Number(value) } : { below: Number(value) };
    case 'min_length':
      return { min: Number(minimum) };
    case 'max_length':
      return { max: Number(maximum) };
    case 'length_equals':
      return { min: Number(length), max: Number(length) };
    case 'number_format':
      if (format === 'safeint') return {};
      break;
    case 'string_format':
      if (typeof format !== 'string' || !byPattern.has(format)) break;
      if (!(pattern instanceof RegExp) || pattern.flags !== '') break;
      return { pattern: pattern.source, ...(format !== 'regex' && { format }) };
    default: {
      const said = runs && saidBy(runs);
      if (said) return said;
    }
  }
  throw new Error(`The contract as data has no words for the check ${String(format ?? check)}.`);
}
