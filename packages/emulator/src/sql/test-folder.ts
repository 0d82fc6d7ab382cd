import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Row } from './column.ts';
import { jsonText } from './result-text.ts';
import type { QueryRequest } from './run-query.ts';
import { SqlError } from './sql-error.ts';
import type { Warehouse } from './warehouse.ts';

/** A folder with these files by path, gone when the test is over. */
export async function testFolder(files: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'warehouse-')));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

/** Every file below a folder with its content. */
export async function contentsOf(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    await Promise.all(files.map(async (file) => [file, await readFile(file, 'utf8')] as const)),
  );
}

/** The rows of a query as JSON has them. */
export async function query(warehouse: Warehouse, sql: string, more: Partial<QueryRequest> = {}) {
  let text = '';
  for await (const piece of jsonText(await warehouse.run({ sql, ...more }))) text += piece;
  const rows: unknown = JSON.parse(text);
  return rows;
}

/** What a query fails with. */
export async function failureOf(work: Promise<unknown>): Promise<SqlError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof SqlError) return error;
    throw error;
  }
  throw new Error('It did not fail.');
}

export async function* chunksOf(...chunks: readonly (readonly Row[])[]): AsyncGenerator<readonly Row[]> {
  yield* chunks;
}
