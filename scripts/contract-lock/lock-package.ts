import { existsSync, readFileSync } from 'node:fs';
import type { WrittenOperation } from '../../packages/contract/src/operation.ts';
import { published, root, type Workspace } from '../workspaces.ts';
import { nothing, type Lock } from './lock.ts';
import { lockOperations } from './lock-operations.ts';
import { lockSymbols } from './lock-symbols.ts';

/** What is locked of a package now: the symbols of each entry, and, of a client, its operations. */
export async function lockPackage({ folder, manifest }: Workspace): Promise<Lock> {
  const symbols: Record<string, Lock['symbols'][string]> = {};
  for (const [entry, target] of Object.entries(manifest.exports ?? {})) {
    const isSource = typeof target === 'string' && target.endsWith('.ts');
    symbols[entry] = isSource ? lockSymbols(`${root}/${folder}/${target}`, locate) : {};
  }
  const contract = `${root}/${folder}/src/contract/index.ts`;
  if (!existsSync(contract)) return { ...nothing, symbols };
  const { operations } = (await import(contract)) as { readonly operations: readonly WrittenOperation[] };
  return { symbols, ...lockOperations(operations) };
}

/** The file of the package that holds a lock, as `contract.lock.json` or as the one that was released last. */
export function lockFile({ folder }: Workspace, which: 'lock' | 'released'): string {
  return `${root}/${folder}/contract.${which}.json`;
}

export const lockText = (lock: Lock): string => `${JSON.stringify(lock, undefined, 1)}\n`;

export function readLock(file: string): Lock {
  return JSON.parse(readFileSync(file, 'utf8')) as Lock;
}

function locate(specifier: string): string | undefined {
  for (const { folder, manifest } of published()) {
    // No two packages give such a name; every condition has the same symbols, and Node's are read.
    const own = manifest.imports?.[specifier]?.['node'];
    if (own !== undefined) return `${root}/${folder}/${own}`;
    if (specifier !== manifest.name && !specifier.startsWith(`${manifest.name}/`)) continue;
    const target = manifest.exports?.[`.${specifier.slice(manifest.name.length)}`];
    if (typeof target === 'string') return `${root}/${folder}/${target}`;
  }
  return undefined;
}
