import type { Issue } from './contract.ts';

/** An issue of a field, in words that follow on its path: `must be a string, and is a number`. */
export function issue(path: readonly PropertyKey[], predicate: string): Issue {
  const dotted = path.join('.');
  return { path: dotted, message: dotted === '' ? `it ${predicate}` : predicate };
}
