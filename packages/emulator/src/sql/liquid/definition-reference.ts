const REFERENCE = /\{\{-?\s*@(?<name>[\w-]+)(?:\s+as\s+(?<alias>\w+))?\s*-?\}\}/gi;

/**
 * Writes `{{ @name as alias }}`, which is no Liquid, as the tag `{% definition name alias %}`, without moving a line.
 *
 * Source: Mode's definitions, "`{{ @definition as alias }}`" in a query's SQL.
 */
export function withDefinitionTags(source: string): string {
  return source.replaceAll(REFERENCE, (_, name: string, alias: string | undefined) => {
    return `{% definition ${name} ${alias ?? ''} %}`;
  });
}

/** A definition as it stands in the SQL: a subquery. */
export function asSubquery(sql: string, alias: string | undefined): string {
  // A comment at its end would swallow the parenthesis.
  const body = sql.trim().replace(/;$/, '');
  const lastLine = body.slice(body.lastIndexOf('\n') + 1);
  const closed = lastLine.includes('--') ? `${body}\n` : body;
  return `(${closed})${alias === undefined ? '' : ` AS ${alias}`}`;
}
