import { expect, test } from 'vitest';
import { clientNames } from '../clients/index.ts';
import type { Rule } from '../probe.ts';
import { allRules } from '../probes/index.ts';
import type { Outcome } from '../run/outcome.ts';
import { toJson, type Results } from './results.ts';
import { toTable, width } from './table.ts';

function resultsOf(rules: readonly Rule[], outcome: (id: string) => Partial<Outcome>): Results {
  const outcomes = rules.flatMap(({ probes }) =>
    probes.flatMap((probe) =>
      clientNames.map((client): Outcome => ({
        probe,
        client,
        verdict: { result: 'pass' },
        ...outcome(probe.id),
      })),
    ),
  );
  return { rules, clients: clientNames, outcomes };
}

test('the table of all probes and clients fits the terminal, footnotes too', async () => {
  const failing: Partial<Outcome> = {
    verdict: { result: 'fail', reason: 'it does' },
    remedy: { option: '`option: true` '.repeat(20), passes: true },
  };
  const table = toTable(resultsOf(await allRules(), () => failing));
  expect(table.split('\n').filter((line) => line.length > width)).toEqual([]);
  expect(table).toContain('FAIL¹');
});

test('no two probes have the same id, and each belongs to the rule that it is listed under', async () => {
  const rules = await allRules();
  const ids = rules.flatMap(({ probes }) => probes.map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
  for (const { number, probes } of rules) {
    for (const { id } of probes) expect(id).toMatch(new RegExp(`^${number}[a-z]$`));
  }
  expect(rules.map(({ number }) => number)).toEqual(Array.from({ length: 15 }, (_, index) => index + 1));
});

test('a rule with one failed probe is failed, one that never applies is not', async () => {
  const [first, second] = await allRules();
  const lines = toTable(
    resultsOf([first!, second!], (id) => {
      if (id === '1b') return { verdict: { result: 'fail', reason: 'it does' } };
      return id.startsWith('2') ? { verdict: { result: 'n/a', reason: 'no such thing' } } : {};
    }),
  ).split('\n');
  expect(lines.find((line) => line.startsWith('1   '))).toContain('FAIL');
  expect(lines.find((line) => line.startsWith('2   '))).toContain('n/a');
  expect(lines.find((line) => line.includes('rules held'))).toContain('1/2');
});

test('JSON has every probe with the result of every client', async () => {
  const [first] = await allRules();
  const parsed: unknown = JSON.parse(toJson(resultsOf([first!], () => ({}))));
  expect(parsed).toMatchObject({
    probes: first!.probes.map(({ id, name }) => ({
      id,
      name,
      results: Object.fromEntries(clientNames.map((client) => [client, 'pass'])),
    })),
  });
});
