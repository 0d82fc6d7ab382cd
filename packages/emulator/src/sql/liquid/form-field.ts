import { isList, isRecord } from './plain-data.ts';

/** What a form offers to choose from: a label to show, a value to put into the SQL. */
export interface FormOption {
  readonly label: string;
  readonly value: unknown;
}

/**
 * A parameter as a report's form declares it.
 *
 * Source: Mode's help pages on report parameters (types text, date, select, multiselect; `default`, `options`, `label`).
 */
export interface FormField {
  readonly name: string;
  /** `text`, `date`, `select`, `multiselect`, or what else the form says; `text` where it says nothing. */
  readonly type: string;
  /** Its own, or `Acquired Year` for `acquired_year`. */
  readonly label: string;
  readonly description: string | undefined;
  /** Undefined where there is none; a multiselect's may be `all`. */
  readonly default: unknown;
  readonly options: readonly FormOption[];
  /** Columns of the query's own result that hold the options, where the form names those. */
  readonly optionColumns: { readonly labels: string; readonly values: string } | undefined;
  /** `string` or `number`: whether a multiselect's values are quoted. */
  readonly inputType: string | undefined;
}

/** Reads one entry of a form. Everything is optional, as on the platform. */
export function formField(name: string, declared: unknown): FormField {
  const entry: Readonly<Record<string, unknown>> = isRecord(declared) ? declared : {};
  const options = entry['options'];
  return {
    name,
    type: text(entry['type']) ?? 'text',
    label: text(entry['label']) ?? titleOf(name),
    description: text(entry['description']),
    default: entry['default'] ?? undefined,
    options: isList(options) ? options.map(formOption) : [],
    optionColumns: columnsOf(options),
    inputType: text(entry['input_type']),
  };
}

/** Either a value, or a pair of label and value. */
function formOption(option: unknown): FormOption {
  if (!isList(option)) return { label: String(option), value: option };
  const [label, value = label] = option;
  return { label: String(label), value };
}

function columnsOf(options: unknown): FormField['optionColumns'] {
  if (!isRecord(options)) return undefined;
  const values = text(options['values']);
  return values === undefined ? undefined : { values, labels: text(options['labels']) ?? values };
}

function titleOf(name: string): string {
  return name.replaceAll('_', ' ').replaceAll(/(?<=^| )\p{Ll}/gu, (letter) => letter.toUpperCase());
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
