import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { root } from '../workspaces.ts';
import { longFiles } from './long-files.ts';

/**
 * Starts the longest files first, of whatever project: one that is started last keeps a worker busy while the others have
 * nothing left to do. The rest goes in the order in which it was found.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return longestFirst(files, ({ moduleId }) => relative(root, moduleId));
  }
}

/** Files by their place in the list, then the others as they are. */
export function longestFirst<T>(files: readonly T[], pathOf: (file: T) => string): T[] {
  const places = new Map(longFiles.map((file, index) => [file, index]));
  const placeOf = (file: T): number => places.get(pathOf(file).replaceAll('\\', '/')) ?? longFiles.length;
  return files.toSorted((a, b) => placeOf(a) - placeOf(b));
}
