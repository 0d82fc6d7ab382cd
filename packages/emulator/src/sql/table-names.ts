import { posix } from 'node:path';
import { stemOf } from './data-file.ts';
import type { DataFile } from './data-file.ts';

/** A table as the SQL names it; `schema` is '' where it names none. */
export interface TableName {
  readonly schema: string;
  readonly name: string;
}

/**
 * The files that a table name may mean, the best matches only: one is the answer, several are ambiguous.
 *
 * A file is a table under its name (`'flights-3m.parquet'`), its stem (`"flights-3m"`) and its stem as an identifier
 * (`flights_3m`), whatever the case. A file of a subfolder is also `subfolder.stem`; without the subfolder's name it yields to
 * the files above it.
 */
export function filesNamed(table: TableName, files: readonly DataFile[]): readonly DataFile[] {
  const ranked = files
    .map((file) => ({ file, rank: rankOf(table, file.path) }))
    .filter(({ rank }) => rank < NONE);
  const best = Math.min(...ranked.map(({ rank }) => rank));
  return ranked.filter(({ rank }) => rank === best).map(({ file }) => file);
}

const NONE = Number.POSITIVE_INFINITY;
const IN_SUBFOLDER = 2;

function rankOf({ schema, name }: TableName, path: string): number {
  if (schema === '' && same(name, path)) return 0;
  const folder = posix.dirname(path);
  return rankOfFolder(schema, folder === '.' ? '' : folder) + rankOfFile(name, posix.basename(path));
}

function rankOfFolder(schema: string, folder: string): number {
  if (schema === '') return folder === '' ? 0 : IN_SUBFOLDER;
  if (folder === '') return same(schema, 'main') ? 0 : NONE;
  return same(schema, folder) || same(schema, asIdentifier(folder)) ? 0 : NONE;
}

function rankOfFile(name: string, fileName: string): number {
  const stem = stemOf(fileName);
  if (same(name, fileName) || same(name, stem)) return 0;
  return same(name, asIdentifier(stem)) ? 1 : NONE;
}

/** `flights_3m` for `flights-3m`: what one may write without quotes. */
export function asIdentifier(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}_]+/gu, '_');
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
