import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

/** vitest keeps a file in the home folder, or else in the checkout; where neither takes it, it does not start. */
export function ensureDataHome(): void {
  if (process.env['XDG_DATA_HOME'] !== undefined || isWritable(homedir())) return;
  const folder = mkdtempSync(join(tmpdir(), 'bimodal-data-'));
  process.env['XDG_DATA_HOME'] = folder;
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
