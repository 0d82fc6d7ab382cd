import type { Issue } from '@bimodal/contract/runtime';

/** Issues in one line: `name is too long; colour is not a field that this takes`. */
export function issuesInWords(issues: readonly Issue[]): string {
  return issues.map(({ path, message }) => (path === '' ? message : `${path} ${message}`)).join('; ');
}
