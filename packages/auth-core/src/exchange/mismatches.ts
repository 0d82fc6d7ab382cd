import type { Contract, Issue, Operation } from '@bimodal/contract';
import { mismatchChannel } from './channels.ts';
import type { Settings } from '../options/settings.ts';

const none: readonly Issue[] = Object.freeze([]);

/**
 * Where data differs from the contract, for whoever takes that for an error (`validate: 'strict'`). With `'warn'` it is told
 * on the diagnostics channel, and looked at only where somebody listens there.
 */
export function mismatches(
  call: { readonly contract: Contract; readonly operation: Operation; readonly settings: Settings },
  data: unknown,
): readonly Issue[] {
  const { contract, operation, settings } = call;
  if (settings.validate === 'off') return none;
  if (settings.validate === 'warn' && !mismatchChannel.hasSubscribers) return none;
  const issues = contract.judge(operation, data);
  if (settings.validate === 'strict') return issues;
  for (const issue of issues) {
    mismatchChannel.publish({ platform: settings.platform.name, operation: operation.id, ...issue });
  }
  return none;
}
