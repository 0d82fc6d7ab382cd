import type { FormField } from './form-field.ts';
import { effectiveParameters, multiselectText } from './parameters.ts';
import type { Parameters } from './parameters.ts';
import { parseForm } from './parse-form.ts';
import { TemplateEngine } from './template-engine.ts';

export interface RenderOptions {
  /** The run's parameters by name; they win over the form's defaults. */
  readonly parameters: Parameters;
  /** SQL of the workspace's definitions by name, for `{{ @name as alias }}`. */
  readonly definitions?: Readonly<Record<string, string>> | undefined;
  /** Fields declared elsewhere: a report's queries share their forms. */
  readonly formFields?: readonly FormField[] | undefined;
}

export interface RenderedSql {
  readonly sql: string;
  /** The parameters that the SQL declares, in order. */
  readonly formFields: readonly FormField[];
  /** What each parameter was: given, or the form's default. */
  readonly parameters: Parameters;
}

/**
 * Turns a query's source into SQL as Mode Analytics does: parameters are put in as text, whatever they contain, so it is the
 * warehouse that must be safe. A parameter without a value is empty. Rendering may take 1 s and 1,000,000 characters.
 *
 * @throws SqlError `LiquidSyntaxError` naming the line
 */
export function renderSql(
  source: string,
  { parameters, definitions = {}, formFields: others = [] }: RenderOptions,
): RenderedSql {
  const formFields = readFormFields(source, definitions);
  const own = new Set(formFields.map(({ name }) => name));
  const fields = [...formFields, ...others.filter(({ name }) => !own.has(name))];
  const effective = effectiveParameters(fields, parameters);
  const listText = (list: readonly unknown[]): string | undefined => {
    const field = fields.find(({ name, type }) => type === 'multiselect' && effective[name] === list);
    return field && multiselectText(list, field.inputType);
  };
  const sql = new TemplateEngine({ definitions, listText }).render(source, effective);
  return { sql, formFields, parameters: effective };
}

/**
 * The parameters that a query's `{% form %}` blocks declare. Liquid inside a form is rendered first, so that a default may be
 * `{{ 'now' | date: '%Y-%m-%d' }}`.
 *
 * @throws SqlError `LiquidSyntaxError` naming the line
 */
export function readFormFields(
  source: string,
  definitions: Readonly<Record<string, string>> = {},
): readonly FormField[] {
  const engine = new TemplateEngine({ definitions });
  engine.parse(source);
  const fields = new Map<string, FormField>();
  for (const form of engine.forms) {
    for (const field of parseForm(engine.render(form, {}))) fields.set(field.name, field);
  }
  return [...fields.values()];
}
