import { expect, test } from 'vitest';
import type { Probe, Verdict } from './probe.ts';
import { allRules } from './probes/index.ts';
import { eachOf } from './run/pool.ts';
import { runProbes } from './run/run-probes.ts';

const rules = await allRules();

/** Probes that share a process. Those that measure memory do not: what one used would hide what the next does. */
const groups: readonly (readonly Probe[])[] = rules
  // Those that wait longest begin first.
  .toSorted((one, other) => Number(other.number === 9) - Number(one.number === 9))
  .flatMap(({ number, probes }) => (number === 11 ? probes.map((probe) => [probe]) : [probes]));

const verdicts = new Map<string, Verdict>();
const all = eachOf(groups, 4, async (group) => {
  const found = await runProbes('bimodal', group);
  for (const [index, probe] of group.entries()) {
    const verdict = found[index];
    if (verdict !== undefined) verdicts.set(probe.id, verdict);
  }
});

test.each(rules)('rule $number holds: $title', { timeout: 120_000 }, async ({ probes }) => {
  await all;
  const found = probes.map(({ id }) => [id, verdicts.get(id)]);
  expect(found).toEqual(probes.map(({ id }) => [id, { result: 'pass' }]));
});
