import type { Kind, Operation } from '@bimodal/contract/runtime';

/** Whether the operation names this kind of caller. Where it names none, anyone with a credential may call; doubtful kinds (`user?`) may. */
export function allows(operation: Operation, kind: Kind): boolean {
  // What takes no key at all is refused by its handler, in the platform's own words.
  if (!operation.callers || operation.callers.length === 0) return kind !== 'nobody';
  return operation.callers.some((allowed) => allowed.replace(/\?$/, '') === kind);
}
