import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { operations } from '../src/contract/index.ts';
import { publishedDiscovery, publishedRest } from './published.ts';
import { operationsIn, readSpec } from './read-spec.ts';
import { coverage, differences } from './spec-coverage.ts';

/**
 * `node test/print-spec-coverage.ts [folder]` says which operations of the published specs this client has. The folder holds
 * `swagger.json` and `batch-swagger.json`; without it, what was copied from them is compared.
 */
const folder = process.argv[2] ?? join(import.meta.dirname, '../../../../shared/api/spec');

const rest = coverage(publishedIn('swagger.json', publishedRest), operations);
const discovery = coverage(publishedIn('batch-swagger.json', publishedDiscovery), operations);

print(
  `${rest.covered}/${rest.total} REST, ${discovery.covered}/${discovery.total} Discovery; ${operations.length} operations in all`,
);
for (const { published, ours, reason } of differences)
  print(`on purpose: ${ours} for ${published}. ${reason}`);
for (const each of [...rest.missing, ...discovery.missing]) print(`missing: ${each}`);
if (rest.missing.length + discovery.missing.length > 0) process.exitCode = 1;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function publishedIn(file: string, copied: readonly string[]): readonly string[] {
  const path = join(folder, file);
  return existsSync(path) ? operationsIn(readSpec(path)) : copied;
}
