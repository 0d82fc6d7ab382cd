/** `pnpm gen`: prints the clients and docs/callers.md from the operations, then locks what users depend on. `--check` only compares. */
import { spawnSync } from 'node:child_process';
import { root } from './workspaces.ts';

for (const script of [
  'packages/contract/src/gen.ts',
  'scripts/callers-page.ts',
  'scripts/contract-lock.ts',
]) {
  const { status } = spawnSync(process.execPath, [script, ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}
