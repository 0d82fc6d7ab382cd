import type { DuckDBConnection } from '@duckdb/node-api';
import type { DataFile } from './data-file.ts';
import { readerFor } from './files/reader.ts';
import type { FolderListing } from './folder.ts';
import { quoteIdentifier } from './quote.ts';
import { SqlError } from './sql-error.ts';
import { filesNamed } from './table-names.ts';
import type { TableName } from './table-names.ts';

/** A table that the SQL mentions and the file that it is. */
export interface OpenTable extends TableName {
  readonly file: DataFile;
}

/**
 * Finds the file behind each table name. Names without one are left to the warehouse: they may be built-in or made by the
 * query's own WITH. `problems` says why a name that looks like a file is none.
 */
export function findTables(
  names: readonly TableName[],
  { files, outside }: FolderListing,
): { readonly tables: readonly OpenTable[]; readonly problems: readonly SqlError[] } {
  const tables = new Map<string, OpenTable>();
  const problems: SqlError[] = [];
  const links = outside.map((path) => ({ path, realPath: '' }));
  for (const table of names) {
    const [file, ...others] = filesNamed(table, files);
    if (file === undefined) problems.push(...filesNamed(table, links).map(({ path }) => leadsOutside(path)));
    else if (others.length > 0) problems.push(ambiguous(table.name, [file, ...others]));
    else tables.set(`${table.schema || 'main'}.${table.name}`.toLowerCase(), { ...table, file });
  }
  return { tables: [...tables.values()], problems };
}

/** Makes each table a view under the name that the SQL uses; returns what went wrong with those that cannot be read. */
export async function createViews(
  connection: DuckDBConnection,
  tables: readonly OpenTable[],
): Promise<readonly unknown[]> {
  const problems: unknown[] = [];
  for (const { schema, name, file } of tables) {
    const inSchema = quoteIdentifier(schema || 'main');
    try {
      const select = await readerFor(connection, file);
      await connection.run(`CREATE SCHEMA IF NOT EXISTS ${inSchema}`);
      await connection.run(`CREATE VIEW ${inSchema}.${quoteIdentifier(name)} AS ${select}`);
    } catch (error) {
      problems.push(error);
    }
  }
  return problems;
}

function leadsOutside(path: string): SqlError {
  return new SqlError(
    'SqlNotAllowed',
    `${path} is a symbolic link out of the data folder, so it is not read.`,
  );
}

function ambiguous(name: string, files: readonly DataFile[]): SqlError {
  const paths = files.map(({ path }) => `"${path}"`).join(' or ');
  return new SqlError('SqlUnknownTable', `Table name "${name}" is ambiguous: write ${paths}.`);
}
