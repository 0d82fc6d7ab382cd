/**
 * `node scripts/check-tarballs.ts <names> <tool> [arguments]` runs the tool once for each packed tarball: for `all` of them,
 * or for those whose names have one of some words, divided by commas.
 */
import { spawnSync } from 'node:child_process';
import { basename } from 'node:path';
import { tarballs } from './tarballs.ts';

const [names = '', tool = '', ...args] = process.argv.slice(2);
const isMeant = (tarball: string): boolean =>
  names === 'all' || names.split(',').some((name) => basename(tarball).includes(name));
for (const tarball of tarballs().filter(isMeant)) {
  const { status } = spawnSync(tool, [...args, tarball], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
