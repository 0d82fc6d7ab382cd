import { readdir, realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { isDataFile } from './data-file.ts';
import type { DataFile } from './data-file.ts';

export interface FolderListing {
  /** Absolute, without symbolic links. */
  readonly root: string;
  readonly files: readonly DataFile[];
  /** Paths of links that lead out of the folder: named in errors, never opened. */
  readonly outside: readonly string[];
}

/**
 * Lists the data files of a folder and its subfolders, hidden ones left out. What a query may open is decided here, file by
 * file: a link to a file is followed only where its target is inside, a link to a folder never.
 *
 * Whoever can rename files in the folder while a query runs is trusted; queries themselves can write nothing.
 */
export async function listFolder(folder: string): Promise<FolderListing> {
  const root = await realpath(folder);
  const files: DataFile[] = [];
  const outside: string[] = [];
  await list('');
  return { root, files, outside };

  async function list(directory: string): Promise<void> {
    for (const entry of await readdir(join(root, directory), { withFileTypes: true })) {
      if (entry.name.startsWith('.')) continue;
      const path = directory === '' ? entry.name : `${directory}/${entry.name}`;
      if (entry.isDirectory()) await list(path);
      else if (!isDataFile(entry.name)) continue;
      else if (entry.isFile()) files.push({ path, realPath: join(root, path) });
      else if (entry.isSymbolicLink()) await follow(path);
    }
  }

  async function follow(path: string): Promise<void> {
    const target = await realpath(join(root, path)).catch(() => undefined);
    if (target === undefined) return;
    if (isInside(root, target)) files.push({ path, realPath: target });
    else outside.push(path);
  }
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !way.startsWith(sep);
}
