import type { Adapter, ClientName } from '../clients/client.ts';
import type { Probe, Verdict } from '../probe.ts';
import { runProbes } from './run-probes.ts';

/** A verdict, and what the client's documented option made of it where it was a failure. */
export interface Outcome {
  readonly probe: Probe;
  readonly client: ClientName;
  readonly verdict: Verdict;
  readonly remedy?: { readonly option: string; readonly passes: boolean };
}

/** Puts a probe to a client; where it fails and the adapter names an option for that, once more with the option. */
export async function outcomeOf(adapter: Adapter, probe: Probe): Promise<Outcome> {
  const client = adapter.name;
  const verdict = await one(client, probe, false);
  const remedy = adapter.remedies[probe.id];
  if (verdict.result !== 'fail' || remedy === undefined) return { probe, client, verdict };
  const again = await one(client, probe, true);
  return { probe, client, verdict, remedy: { option: remedy.option, passes: again.result === 'pass' } };
}

async function one(client: ClientName, probe: Probe, remedy: boolean): Promise<Verdict> {
  const [verdict] = await runProbes(client, [probe], remedy);
  return verdict ?? { result: 'fail', reason: 'gave no verdict' };
}
