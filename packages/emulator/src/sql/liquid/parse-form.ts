import { parseDocument } from 'yaml';
import { SqlError } from '../sql-error.ts';
import { isList } from './plain-data.ts';
import { formField } from './form-field.ts';
import type { FormField } from './form-field.ts';

/**
 * Reads the YAML between `{% form %}` and `{% endform %}`. `text` begins with as many line breaks as the template has before
 * the form, so that an error names the template's own line.
 *
 * @throws SqlError `LiquidSyntaxError`
 */
export function parseForm(text: string): readonly FormField[] {
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    prettyErrors: false,
    intAsBigInt: true,
  });
  const [error] = document.errors;
  if (error !== undefined) throw notForm(`The form is not YAML: ${error.message}`, text, error.pos[0]);
  const start = text.length - text.trimStart().length;
  let form: unknown;
  try {
    // Aliases could grow without bounds, and no form needs one.
    form = document.toJS({ mapAsMap: true, maxAliasCount: 0 });
  } catch (aliases) {
    throw notForm(`The form is not plain YAML: ${String(aliases)}`, text, start);
  }
  if (form === null) return [];
  if (!(form instanceof Map)) throw notForm('A form is a YAML mapping of parameter names', text, start);
  return Array.from(form, ([name, declared]) => formField(String(name), plain(declared)));
}

function notForm(sentence: string, text: string, at: number): SqlError {
  return new SqlError('LiquidSyntaxError', `${sentence}, line:${text.slice(0, at).split('\n').length}`);
}

/** Maps as objects, whatever their keys, and integers that a double cannot hold as their digits. */
function plain(value: unknown): unknown {
  if (isList(value)) return value.map(plain);
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (!(value instanceof Map)) return value;
  return Object.fromEntries(Array.from(value, ([key, item]) => [String(key), plain(item)]));
}
