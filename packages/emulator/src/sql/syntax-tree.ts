import type { DuckDBConnection } from '@duckdb/node-api';

/** What a statement mentions, as DuckDB's parser read it. */
export interface SelectTree {
  readonly statements: number;
  readonly tables: readonly { readonly schema: string; readonly name: string }[];
  /** Those of every catalog, also where only their description is asked for. */
  readonly mentioned: readonly { readonly schema: string; readonly name: string }[];
  readonly functions: readonly FunctionCall[];
}

export interface FunctionCall {
  readonly name: string;
  /** Whether it stands where a table stands. */
  readonly isTable: boolean;
  /** Text constants of its first argument, alone or in a list, with their place in the SQL in UTF-8 bytes. */
  readonly texts: readonly { readonly text: string; readonly at: number }[];
}

type Node = Readonly<Record<string, unknown>>;

/**
 * Has DuckDB parse the SQL, which is only data here: nothing of it is bound or run. Undefined where it does not parse or is
 * more than SELECT statements; `PRAGMA` and the like count as themselves, also where DuckDB would rewrite them to a SELECT.
 */
export async function parseSelect(
  connection: DuckDBConnection,
  sql: string,
): Promise<SelectTree | undefined> {
  const reader = await connection.runAndReadAll('SELECT json_serialize_sql($1::VARCHAR)', [sql]);
  const tree: unknown = JSON.parse(finite(String(reader.value(0, 0))));
  if (!isNode(tree) || tree['error'] !== false || !Array.isArray(tree['statements'])) return undefined;
  return { statements: tree['statements'].length, ...mentions(tree) };
}

/** DuckDB writes numbers beyond a double as `Infinity`, which is no JSON; what they are matters to nobody here. */
function finite(json: string): string {
  return json.replaceAll(/"(?:[^"\\]|\\.)*"|-?Infinity|NaN/g, (token) =>
    token.startsWith('"') ? token : 'null',
  );
}

function mentions(tree: Node): Pick<SelectTree, 'tables' | 'mentioned' | 'functions'> {
  const tables: { schema: string; name: string }[] = [];
  const mentioned: { schema: string; name: string }[] = [];
  const functions: FunctionCall[] = [];
  const left: unknown[] = [tree];
  while (left.length > 0) {
    const node = left.pop();
    if (Array.isArray(node)) for (const child of node) left.push(child);
    if (!isNode(node)) continue;
    if (node['type'] === 'BASE_TABLE' && ['', 'memory'].includes(String(node['catalog_name']))) {
      tables.push({ schema: String(node['schema_name']), name: String(node['table_name']) });
    }
    if (typeof node['table_name'] === 'string' && ['BASE_TABLE', 'SHOW_REF'].includes(String(node['type']))) {
      mentioned.push({
        schema: typeof node['schema_name'] === 'string' ? node['schema_name'] : '',
        name: node['table_name'].replaceAll('"', ''),
      });
    }
    if (node['type'] === 'TABLE_FUNCTION') functions.push(call(node['function'], true));
    else if (node['class'] === 'FUNCTION') functions.push(call(node, false));
    left.push(...Object.values(node));
  }
  return { tables, mentioned, functions };
}

function call(node: unknown, isTable: boolean): FunctionCall {
  if (!isNode(node)) return { name: '', isTable, texts: [] };
  const [first] = children(node);
  const constants = first?.['class'] === 'FUNCTION' ? children(first) : first === undefined ? [] : [first];
  return { name: String(node['function_name']).toLowerCase(), isTable, texts: constants.flatMap(textOf) };
}

function textOf(node: Node): { text: string; at: number }[] {
  const value = node['class'] === 'CONSTANT' ? node['value'] : undefined;
  if (!isNode(value) || typeof value['value'] !== 'string') return [];
  return [{ text: value['value'], at: Number(node['query_location']) }];
}

function children(node: Node): readonly Node[] {
  return Array.isArray(node['children']) ? node['children'].filter(isNode) : [];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
