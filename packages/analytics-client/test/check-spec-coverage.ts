import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { publishedDiscovery, publishedRest } from './published-operations.ts';
import { operationsIn, readSpec } from './read-spec.ts';
import { coverage, differences, unprinted } from './spec-coverage.ts';

/**
 * `node test/check-spec-coverage.ts [folder]` says which operations of the published specs `openapi.json` has, and what
 * differs on purpose. It fails where one is missing, or the specs are not what was copied from them. The folder holds
 * `swagger.json` and `batch-swagger.json`; where it is not there, the copies alone are compared, and it says so.
 */
const folder = process.argv[2] ?? join(import.meta.dirname, '../../../../shared/api/spec');
const files = ['swagger.json', 'batch-swagger.json'].map((file) => join(folder, file));
const isThere = files.every((file) => existsSync(file));
const complaints: string[] = [];

if (!isThere) {
  print('NOT COMPARED with the published specs: they do not lie beside the repository.');
  print('What was copied from them is compared instead.');
}
const [rest, discovery] = isThere ? files.map((file) => operationsIn(readSpec(file))) : [];
const ours = operationsOf(join(import.meta.dirname, '../openapi.json'));
const covered = [
  ['REST', rest ?? publishedRest, publishedRest],
  ['Discovery', discovery ?? publishedDiscovery, publishedDiscovery],
] as const;
const counts = covered.map(([name, published, copied]) => {
  const { covered: had, total, missing } = coverage(published, ours);
  complaints.push(...missing.map((each) => `missing: ${each}`));
  if (published.join('\n') !== copied.join('\n'))
    complaints.push(`the copy of the ${name} spec is not what it says`);
  return `${had}/${total} ${name}`;
});

print(`${counts.join(', ')}; ${ours.length} routes in all`);
for (const { published, ours: instead, reason } of differences)
  print(`on purpose: ${instead} for ${published}. ${reason}`);
for (const { id, reason } of unprinted) print(`beyond the spec: ${id}. ${reason}`);
for (const complaint of complaints) print(complaint);
if (complaints.length > 0) process.exitCode = 1;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** The operations of an OpenAPI document, as methods and paths. */
function operationsOf(file: string): { readonly method: string; readonly path: string }[] {
  const Document = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });
  const { paths } = Document.parse(JSON.parse(readFileSync(file, 'utf8')));
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => ({ method: method.toUpperCase(), path })),
  );
}
