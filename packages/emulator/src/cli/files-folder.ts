import { mkdirSync, rmdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** The folder of `--files` as it is at the start. */
export interface FilesFolder {
  /** Whether it was made for this start. */
  readonly isNew: boolean;
  /** Takes back what was made, where nothing is in it. */
  undo(): void;
}

/**
 * Makes the folder that files are read from, where only it is missing: the command runs as it is printed, and what is put into
 * the folder later is a table at once.
 */
export function makeFilesFolder(path: string | undefined): FilesFolder {
  const isNew = path !== undefined && statSync(path, { throwIfNoEntry: false }) === undefined;
  if (path !== undefined && isNew) mkdirSync(path);
  return {
    isNew,
    undo() {
      if (path === undefined || !isNew) return;
      try {
        rmdirSync(path);
      } catch {
        // Somebody has put something there.
      }
    },
  };
}

/** Whether a folder is there, or could be made where it is to be. */
export function couldBeFolder(path: string): boolean {
  const kind = (at: string) => statSync(at, { throwIfNoEntry: false });
  const found = kind(path);
  return found === undefined ? kind(dirname(path))?.isDirectory() === true : found.isDirectory();
}
