import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { variable } from '../../values/variable.ts';

/**
 * Where this platform keeps a user's configuration: `$XDG_CONFIG_HOME` or `~/.config` on Linux,
 * `~/Library/Application Support` on macOS, `%APPDATA%` on Windows; in each the folder `bimodal`.
 *
 * @param homeOf is asked only where it is needed: a user of a container may have no home folder.
 * @returns undefined where there is none.
 */
export function configFolder(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  homeOf: () => string = homedir,
): string | undefined {
  if (platform === 'win32')
    return inFolder(variable(environment, 'APPDATA') ?? inHome(homeOf, 'AppData', 'Roaming'));
  const xdg = variable(environment, 'XDG_CONFIG_HOME');
  // The specification asks to ignore a relative path.
  if (xdg?.startsWith('/')) return inFolder(xdg);
  return inFolder(
    platform === 'darwin' ? inHome(homeOf, 'Library', 'Application Support') : inHome(homeOf, '.config'),
  );
}

function inFolder(folder: string | undefined): string | undefined {
  return folder === undefined ? undefined : join(folder, 'bimodal');
}

function inHome(homeOf: () => string, ...parts: readonly string[]): string | undefined {
  let home = '';
  try {
    home = homeOf();
  } catch {
    // Node throws where the system knows no home folder of the user's.
  }
  // A relative one would lie in the project's folder, of which nothing is read.
  return isAbsolute(home) ? join(home, ...parts) : undefined;
}
