import type { Issue } from '@bimodal/contract';

/** Issues in one line: `name: too long; colour: unknown field`. */
export function issuesInWords(issues: readonly Issue[]): string {
  return issues.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; ');
}
