import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../release/run.ts';
import { root } from '../workspaces.ts';
import { versions } from './versions.ts';

const cache = join(root, 'node_modules/.cache/runtimes');

/**
 * Installs what a runtime needs from npm, with no script of any package run, into a folder that is kept for the next time.
 *
 * @returns its `node_modules`.
 */
export async function equip(name: keyof typeof versions): Promise<string> {
  const wanted = Object.entries(versions[name]).map(([each, version]) => `${each}@${version}`);
  const folder = join(cache, wanted.join('+').replaceAll('/', '-'));
  if (!existsSync(folder)) {
    const begun = `${folder}.${process.pid}`;
    mkdirSync(begun, { recursive: true });
    writeFileSync(join(begun, 'package.json'), JSON.stringify({ private: true }));
    try {
      await npmInstall(begun, wanted);
      renameSync(begun, folder);
    } finally {
      rmSync(begun, { recursive: true, force: true });
    }
  }
  return join(folder, 'node_modules');
}

/** `npm install` in a folder. */
export async function npmInstall(folder: string, wanted: readonly string[]): Promise<void> {
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  await run('npm', ['install', '--ignore-scripts', ...quiet, ...wanted], { cwd: folder });
}
