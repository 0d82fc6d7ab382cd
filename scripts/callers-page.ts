/** Prints docs/callers.md: which kind of credential may call what, from the operations. `--check` only compares. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { WrittenOperation } from '../packages/contract/src/operation.ts';
import { callersPage } from './callers-page/callers-page.ts';
import { root } from './workspaces.ts';

const file = `${root}/docs/callers.md`;
const [analytics, cloud] = await Promise.all(['analytics-client', 'iot-client'].map(operationsOf));
const page = callersPage(analytics ?? [], cloud ?? []);
if (!process.argv.includes('--check')) writeFileSync(file, page);
else if (readFileSync(file, 'utf8') !== page) {
  console.error('docs/callers.md is not what the operations say. Run `pnpm gen`.');
  process.exitCode = 1;
}

async function operationsOf(client: string): Promise<readonly WrittenOperation[]> {
  const contract = (await import(`${root}/packages/${client}/src/contract/index.ts`)) as {
    readonly operations: readonly WrittenOperation[];
  };
  return contract.operations;
}
