import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

/** Text files by their path, relative to one folder. */
export type Files = ReadonlyMap<string, string>;

/** Every file under a folder; none where there is no folder. */
export async function readFiles(folder: string): Promise<Files> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(noneIfMissing);
  const files = new Map<string, string>();
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    files.set(relative(folder, path), await readFile(path, 'utf8'));
  }
  return files;
}

export async function writeFiles(folder: string, files: Files): Promise<void> {
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/** Makes a folder hold these files and no others. What is right already is not touched. */
export async function replaceFiles(folder: string, wanted: Files): Promise<void> {
  const present = await readFiles(folder);
  for (const path of present.keys()) if (!wanted.has(path)) await rm(join(folder, path));
  await writeFiles(folder, new Map([...wanted].filter(([path, text]) => present.get(path) !== text)));
}

/** Paths that are missing, stale, or not what they should be. */
export function differences(present: Files, wanted: Files): readonly string[] {
  const paths = new Set([...present.keys(), ...wanted.keys()]);
  return [...paths].filter((path) => present.get(path) !== wanted.get(path)).toSorted();
}

function noneIfMissing(error: unknown): [] {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
  throw error;
}
