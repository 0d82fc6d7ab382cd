import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { namingFaults } from '../check-operations.ts';
import type { WrittenOperation } from '../operation.ts';
import type { Declared } from '../print/print-client.ts';

/**
 * A client's operations, each with the const and the file that declare it.
 *
 * @param folder the client's `src/contract`; its `index.ts` exports `operations`.
 * @throws Error naming each operation that is not exported, or not under the name that its id asks for.
 */
export async function declaredIn(folder: string): Promise<readonly Declared[]> {
  const { operations } = await exportsOf(folder, 'index.ts');
  if (!isOperations(operations)) throw new Error(`${folder}/index.ts does not export \`operations\`.`);
  const found = new Map<unknown, { constName: string; file: string }>();
  const exported: Record<string, unknown> = {};
  for (const file of await sourcesIn(folder)) {
    for (const [constName, value] of Object.entries(await exportsOf(folder, file))) {
      // A name that another file exports again belongs to the file that comes first.
      if (!operations.includes(value as WrittenOperation) || found.has(value)) continue;
      found.set(value, { constName, file });
      exported[constName] = value;
    }
  }
  const faults = namingFaults(operations, exported);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return operations.flatMap((operation) => {
    const place = found.get(operation);
    return place ? [{ operation, ...place }] : [];
  });
}

async function sourcesIn(folder: string): Promise<readonly string[]> {
  const files = await readdir(folder);
  return files.filter((file) => file.endsWith('.ts') && !/\.(test|test-d|d)\.ts$/.test(file)).toSorted();
}

export async function exportsOf(folder: string, file: string): Promise<Readonly<Record<string, unknown>>> {
  const module: unknown = await import(pathToFileURL(join(folder, file)).href);
  return { ...(module as object) };
}

function isOperations(value: unknown): value is readonly WrittenOperation[] {
  return Array.isArray(value);
}
