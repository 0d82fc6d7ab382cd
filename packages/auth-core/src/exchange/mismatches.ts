import type { Needles } from '../redaction/needles.ts';
import { redact } from '../redaction/redact.ts';
import type { Contract, Issue, Operation } from '@bimodal/contract/runtime';
import { mismatchChannel } from './channels.ts';
import type { Settings } from '../options/settings.ts';

const none: readonly Issue[] = Object.freeze([]);

/** The call that data is an answer to, or what is left of one. */
export interface Judged {
  readonly contract: Contract;
  readonly operation: Operation;
  readonly settings: Settings;
  /** What is not told of it. */
  readonly secrets: () => Needles;
}

/**
 * Where data differs from the contract, for whoever takes that for an error (`validate: 'strict'`). With `'warn'` it is told
 * on the diagnostics channel, and looked at only where somebody listens there.
 */
export function mismatches(call: Judged, data: unknown): readonly Issue[] {
  const { contract, operation, settings } = call;
  if (settings.validate === 'off') return none;
  if (settings.validate === 'warn' && !mismatchChannel.hasSubscribers) return none;
  const issues = contract.judge(operation, data).map((issue) => safe(issue, call));
  if (settings.validate === 'strict') return issues;
  for (const issue of issues) {
    mismatchChannel.publish({ platform: settings.platform.name, operation: operation.id, ...issue });
  }
  return none;
}

/** A path is made of the server's own names, and those may be anything. */
function safe(issue: Issue, call: Judged): Issue {
  return { ...issue, path: redact(issue.path, call.secrets()) };
}
