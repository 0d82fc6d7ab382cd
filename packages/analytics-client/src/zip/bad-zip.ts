import { BodyError } from '@bimodal/auth-core';

/** The archive is not whole, or not what it says. */
export function badZip(what: string, fault: 'truncated' | 'encoding', cause?: unknown): BodyError {
  return new BodyError(`results.reportTables: the zip ${what}. What was read is not the whole.`, {
    operation: 'results.reportTables',
    fault,
    cause,
  });
}

/** A name as the middle of a sentence, where there is one. */
export function quoted(name: string | undefined): string {
  return name === undefined ? '' : ` "${name}"`;
}
