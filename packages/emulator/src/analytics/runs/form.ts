import { SqlError, readFormFields, type RenderOptions } from '../../sql/index.ts';

type FormFields = NonNullable<RenderOptions['formFields']>;

/** The parameters that the queries of a report declare; they share them. A query whose form is wrong fails when it runs. */
export function formOf(
  sources: readonly string[],
  definitions: Readonly<Record<string, string>> = {},
): {
  readonly fields: FormFields;
  readonly defaults: Readonly<Record<string, unknown>>;
} {
  const fields = sources.flatMap((source) => fieldsIn(source, definitions));
  const defaults = fields.flatMap(({ name, default: value }) =>
    isValue(value) ? [[name, value] as const] : [],
  );
  return { fields, defaults: Object.fromEntries(defaults) };
}

function fieldsIn(source: string, definitions: Readonly<Record<string, string>>): FormFields {
  try {
    return readFormFields(source, definitions);
  } catch (error) {
    if (error instanceof SqlError) return [];
    throw error;
  }
}

/** What a run can say that a parameter was; a form's YAML can hold more than that. */
function isValue(value: unknown): boolean {
  if (Array.isArray(value))
    return value.every((item) => typeof item === 'string' || typeof item === 'number');
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
