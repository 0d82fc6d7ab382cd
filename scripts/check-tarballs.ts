/** `node scripts/check-tarballs.ts <tool> [arguments]` runs the tool once for each packed tarball. */
import { spawnSync } from 'node:child_process';
import { tarballs } from './tarballs.ts';

const [tool = '', ...args] = process.argv.slice(2);
for (const tarball of tarballs()) {
  const { status } = spawnSync(tool, [...args, tarball], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
