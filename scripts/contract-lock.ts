/**
 * `node scripts/contract-lock.ts` writes what users of each package depend on to its `contract.lock.json`.
 * `--check` fails where that is stale, or where the pending changesets say less than what has changed since the last
 * release. `--release`, part of `pnpm version-packages`, makes the present lock that of the last release; `--released`
 * fails where that was not done.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { compareLocks } from './contract-lock/compare-locks.ts';
import { judge } from './contract-lock/judge.ts';
import { lockFile, lockPackage, lockText, readLock } from './contract-lock/lock-package.ts';
import type { Lock } from './contract-lock/lock.ts';
import { pending } from './contract-lock/pending.ts';
import { published, root } from './workspaces.ts';

const { values } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    release: { type: 'boolean', default: false },
    released: { type: 'boolean', default: false },
  },
});

const problems: string[] = [];
const said = pending(`${root}/.changeset`);
for (const workspace of published()) {
  const { name, version } = workspace.manifest;
  const current = await lockPackage(workspace);
  const text = lockText(current);
  const [lock, released] = [lockFile(workspace, 'lock'), lockFile(workspace, 'released')];
  if (values.check || values.released) {
    if (textOf(lock) !== text) problems.push(stale(name, lock, current));
    if (values.released && textOf(released) !== text) {
      problems.push(`${name} ${version} is not what is to be released. Run \`pnpm version-packages\`.`);
    }
    const problem = judge({ name, version, released: readLock(released), current, said: said.get(name) });
    if (problem !== undefined) problems.push(problem);
  } else {
    writeFileSync(lock, text);
    if (values.release) writeFileSync(released, text);
  }
}
if (problems.length > 0) console.error(problems.join('\n'));
process.exitCode = problems.length === 0 ? 0 : 1;

function stale(name: string, file: string, current: Lock): string {
  const changes = existsSync(file) ? compareLocks(readLock(file), current) : [];
  const shown = changes.slice(0, 10).map(({ level, what }) => `  ${level}  ${what}`);
  return [`${name}: contract.lock.json is stale. Run \`pnpm gen\`.`, ...shown].join('\n');
}

function textOf(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
