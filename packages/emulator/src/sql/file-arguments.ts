import { isAbsolute, posix, relative, sep } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { patternOf, type DataFile } from './data-file.ts';
import type { FolderListing } from './folder.ts';
import { FILE_READERS } from './functions.ts';
import { quoteIdentifier, quoteLiteral } from './quote.ts';
import type { SelectTree } from './syntax-tree.ts';

/**
 * Turns `read_csv('a.csv')` into `read_csv(getvariable('a.csv'))`, for DuckDB would look for a relative path in the process's
 * own directory, and an absolute one would show in its errors. Names that are no file of the folder stay, for DuckDB to refuse.
 */
export function nameFileArguments(
  sql: string,
  tree: SelectTree,
  folder: FolderListing,
): { readonly sql: string; readonly files: ReadonlyMap<string, DataFile> } {
  const files = new Map<string, DataFile>();
  const readers = tree.functions.filter(({ isTable, name }) => isTable && FILE_READERS.has(name));
  let bytes = Buffer.from(sql);
  // From the last to the first, so that earlier places stay where the parser saw them.
  for (const { text, at } of readers.flatMap(({ texts }) => texts).toSorted((a, b) => b.at - a.at)) {
    const file = fileAt(text, folder);
    const written = Buffer.from(quoteLiteral(text));
    if (file === undefined || !bytes.subarray(at, at + written.length).equals(written)) continue;
    files.set(text, file);
    const variable = Buffer.from(`getvariable(${quoteLiteral(text)})`);
    bytes = Buffer.concat([bytes.subarray(0, at), variable, bytes.subarray(at + written.length)]);
  }
  return { sql: bytes.toString(), files };
}

/** Gives the variables of `nameFileArguments` their paths. */
export async function setFileVariables(
  connection: DuckDBConnection,
  files: ReadonlyMap<string, DataFile>,
): Promise<void> {
  for (const [name, file] of files) {
    await connection.run(`SET VARIABLE ${quoteIdentifier(name)} = ${quoteLiteral(patternOf(file))}`);
  }
}

/** The file of the folder that a path means, relative to the folder or absolute. */
function fileAt(text: string, { root, files }: FolderListing): DataFile | undefined {
  const path = isAbsolute(text) ? relative(root, text).replaceAll(sep, '/') : posix.normalize(text);
  return files.find((file) => file.path === path);
}
