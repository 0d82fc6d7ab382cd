import type { RenderOptions, Templates } from '../../sql/index.ts';

type FormFields = NonNullable<RenderOptions['formFields']>;

/** The parameters that the queries of a report declare; they share them. A query whose form is wrong fails when it runs. */
export async function formOf(
  templates: Templates,
  sources: readonly string[],
  definitions: Readonly<Record<string, string>>,
): Promise<{
  readonly fields: FormFields;
  readonly defaults: Readonly<Record<string, unknown>>;
}> {
  const fields = (await templates.formsOf(sources, definitions)).flat();
  const defaults = fields.flatMap(({ name, default: value }) =>
    isValue(value) ? [[name, value] as const] : [],
  );
  return { fields, defaults: Object.fromEntries(defaults) };
}

/** What a run can say that a parameter was; a form's YAML can hold more than that. */
function isValue(value: unknown): boolean {
  if (Array.isArray(value))
    return value.every((item) => typeof item === 'string' || typeof item === 'number');
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
