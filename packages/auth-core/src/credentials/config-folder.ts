import { homedir } from 'node:os';
import { join } from 'node:path';
import { variable } from '../values/variable.ts';

/**
 * Where this platform keeps a user's configuration: `$XDG_CONFIG_HOME` or `~/.config` on Linux,
 * `~/Library/Application Support` on macOS, `%APPDATA%` on Windows; in each the folder `bimodal`.
 */
export function configFolder(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  if (platform === 'win32')
    return join(variable(environment, 'APPDATA') ?? join(home, 'AppData', 'Roaming'), 'bimodal');
  const xdg = variable(environment, 'XDG_CONFIG_HOME');
  // The specification asks to ignore a relative path.
  if (xdg?.startsWith('/')) return join(xdg, 'bimodal');
  return platform === 'darwin'
    ? join(home, 'Library', 'Application Support', 'bimodal')
    : join(home, '.config', 'bimodal');
}
