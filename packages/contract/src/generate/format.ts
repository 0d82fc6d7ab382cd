import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readFiles, writeFiles, type Files } from './files.ts';

/** Formats files as the repository's formatter leaves them. */
export async function formatted(files: Files, root: string): Promise<Files> {
  const folder = await mkdtemp(join(tmpdir(), 'bimodal-gen-'));
  try {
    await writeFiles(folder, files);
    const oxfmt = join(root, 'node_modules/oxfmt/bin/oxfmt');
    await promisify(execFile)(process.execPath, [oxfmt, '-c', join(root, '.oxfmtrc.json'), '.'], {
      cwd: folder,
    });
    return await readFiles(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
