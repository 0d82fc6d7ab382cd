import type { ClientName } from '../clients/client.ts';
import type { Rule } from '../probe.ts';
import type { Outcome } from '../run/outcome.ts';

export type Result = 'pass' | 'fail' | 'n/a';

/** Everything that a run found, to be written in one form or another. */
export interface Results {
  readonly rules: readonly Rule[];
  readonly clients: readonly ClientName[];
  readonly outcomes: readonly Outcome[];
}

export function outcomeAt(results: Results, probe: string, client: ClientName): Outcome | undefined {
  return results.outcomes.find((outcome) => outcome.probe.id === probe && outcome.client === client);
}

/** A rule passes when all its probes that apply pass. */
export function ruleResult(results: Results, rule: Rule, client: ClientName): Result {
  const found = rule.probes.map((probe) => outcomeAt(results, probe.id, client)?.verdict.result ?? 'n/a');
  if (found.includes('fail')) return 'fail';
  return found.includes('pass') ? 'pass' : 'n/a';
}

/** The form of `--json`. */
export function toJson({ rules, clients, outcomes }: Results): string {
  const results = { rules, clients, outcomes };
  const probes = rules
    .flatMap((rule) => rule.probes)
    .map(({ id, name }) => ({
      id,
      name,
      results: Object.fromEntries(
        clients.map((client) => [client, outcomeAt(results, id, client)?.verdict.result ?? 'n/a']),
      ),
    }));
  return JSON.stringify({ probes }, undefined, 2);
}
