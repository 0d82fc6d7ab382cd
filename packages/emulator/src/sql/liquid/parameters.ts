import { quoteLiteral } from '../quote.ts';
import { isList } from './plain-data.ts';
import type { FormField } from './form-field.ts';

export type Parameters = Readonly<Record<string, unknown>>;

/** What each parameter is in a run: as given, else the form's default. Those without either are left out. */
export function effectiveParameters(fields: readonly FormField[], given: Parameters): Parameters {
  const values = new Map(Object.entries(given));
  for (const field of fields) {
    const value = Object.hasOwn(given, field.name) ? given[field.name] : field.default;
    if (value !== undefined)
      values.set(field.name, field.type === 'multiselect' ? chosen(value, field) : value);
  }
  return Object.fromEntries(values);
}

/** `all` is every option; options that come from a query's result are not known here, so there it stays a word. */
function chosen(value: unknown, { options }: FormField): readonly unknown[] {
  if (value === 'all' && options.length > 0) return options.map((option) => option.value);
  return isList(value) ? value : [value];
}

/**
 * A multiselect as `{{ name }}` writes it: `'a','b'`, for `IN ({{ name }})`; numbers, or `input_type: number`, without quotes.
 *
 * Source: inferred; the help pages show multiselects inside `IN (…)`.
 */
export function multiselectText(values: readonly unknown[], inputType: string | undefined): string {
  return values
    .map((value) => {
      const bare = inputType === 'number' || (inputType !== 'string' && typeof value === 'number');
      return bare ? String(value) : quoteLiteral(String(value));
    })
    .join(',');
}
