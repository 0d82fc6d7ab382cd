/** `pnpm conformance [--json] [--only 1a,3] [--client bimodal,got]` */
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { adapters } from './clients/index.ts';
import { allRules } from './probes/index.ts';
import { toMarkdown } from './report/markdown.ts';
import { toJson, type Results } from './report/results.ts';
import { toTable } from './report/table.ts';
import { readArguments, selectRules } from './run/arguments.ts';
import { outcomeOf, type Outcome } from './run/outcome.ts';
import { eachOf } from './run/pool.ts';

const asked = readArguments(process.argv.slice(2));
const rules = selectRules(await allRules(), asked.only);
const loaded = await Promise.all(asked.clients.map((name) => adapters[name]()));
const questions = rules.flatMap(({ probes }) =>
  probes.flatMap((probe) => loaded.map((adapter) => ({ probe, adapter }))),
);

const outcomes: Outcome[] = [];
await eachOf(questions, availableParallelism(), async ({ probe, adapter }) => {
  const outcome = await outcomeOf(adapter, probe);
  outcomes.push(outcome);
  const { verdict } = outcome;
  const why = 'reason' in verdict ? ` (${verdict.reason})` : '';
  process.stderr.write(
    `${outcomes.length}/${questions.length} ${probe.id} ${adapter.name}: ${verdict.result}${why}\n`,
  );
});

const results: Results = { rules, clients: asked.clients, outcomes };
process.stdout.write(`${asked.json ? toJson(results) : toTable(results)}\n`);
if (asked.only.length === 0 && asked.clients.length === Object.keys(adapters).length) {
  const occasion = {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    versions: versions(),
  };
  writeFileSync(new URL('../RESULTS.md', import.meta.url), toMarkdown(results, loaded, occasion));
}
const failed = outcomes.filter(({ client, verdict }) => client === 'bimodal' && verdict.result === 'fail');
process.exitCode = failed.length === 0 ? 0 : 1;

/** Peers' versions are exact in package.json; ours is what stands in this repository. */
function versions(): Readonly<Record<string, string>> {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const { dependencies } = manifest as { dependencies: Readonly<Record<string, string>> };
  return Object.fromEntries(
    loaded.map(({ name, package: npm }) => [
      name,
      name === 'bimodal' ? '(this repository)' : (dependencies[npm] ?? ''),
    ]),
  );
}
