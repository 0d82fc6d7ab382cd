import type { Rule } from '../probe.ts';

/** The rules of SECURITY.md, by number. Each loads its own probes only: a probe's process needs no others. */
const rules: Readonly<Record<number, () => Promise<Rule>>> = {
  1: async () => (await import('./rule-01-origin.ts')).origin,
  2: async () => (await import('./rule-02-plain-http.ts')).plainHttp,
  3: async () => (await import('./rule-03-paths.ts')).paths,
  4: async () => (await import('./rule-04-control.ts')).control,
  5: async () => (await import('./rule-05-printing.ts')).printing,
  6: async () => (await import('./rule-06-errors.ts')).errors,
  7: async () => (await import('./rule-07-success.ts')).success,
  8: async () => (await import('./rule-08-bodies.ts')).bodies,
  9: async () => (await import('./rule-09-deadline.ts')).deadline,
  10: async () => (await import('./rule-10-retries.ts')).retries,
  11: async () => (await import('./rule-11-caps.ts')).caps,
  12: async () => (await import('./rule-12-pagination.ts')).pagination,
  13: async () => (await import('./rule-13-provider.ts')).provider,
  14: async () => (await import('./rule-14-pollution.ts')).pollution,
  15: async () => (await import('./rule-15-keep-alive.ts')).keepAlive,
};

/** All rules, in order. */
export async function allRules(): Promise<readonly Rule[]> {
  return Promise.all(Object.values(rules).map((load) => load()));
}

/** The rule that a probe belongs to, by the probe's id: `10a` belongs to rule 10. */
export async function ruleOf(id: string): Promise<Rule | undefined> {
  return rules[Number.parseInt(id, 10)]?.();
}
