import type { FolderListing } from './folder.ts';
import { SqlError } from './sql-error.ts';
import type { SelectTree } from './syntax-tree.ts';
import { filesNamed } from './table-names.ts';

/** DuckDB's own tables, of which most tell its settings, its paths and what it was asked to do. */
const OWN = /^(duckdb_\w+|pragma_\w+|pg_\w+|sqlite_(temp_)?(master|schema))$/i;
/** What tools ask to learn which tables there are. */
const TELLING = /^(tables|columns|schemata)$/i;

/**
 * Refuses DuckDB's tables about itself, under any of their names. A file of the folder may be called like one.
 *
 * @throws SqlError `SqlNotAllowed`
 */
export function refuseSystemTables(tables: SelectTree['mentioned'], { files }: FolderListing): void {
  for (const { schema, name } of tables) {
    const isOwn = /^information_schema$/i.test(schema) ? !TELLING.test(name) : OWN.test(name);
    if (!isOwn || filesNamed({ schema, name }, files).length > 0) continue;
    throw new SqlError(
      'SqlNotAllowed',
      `The table ${name} is not allowed: queries may read the files of the data folder and nothing else.`,
    );
  }
}
