import { describe, expect, it } from 'vitest';
import { configFolder } from './config-folder.ts';

describe('configFolder', () => {
  it.each<[NodeJS.Platform, NodeJS.ProcessEnv, string]>([
    ['linux', {}, '/home/a/.config/bimodal'],
    ['linux', { XDG_CONFIG_HOME: '/etc/a' }, '/etc/a/bimodal'],
    ['linux', { XDG_CONFIG_HOME: 'relative' }, '/home/a/.config/bimodal'],
    ['darwin', {}, '/home/a/Library/Application Support/bimodal'],
  ])('on %s with %j is %s', (platform, environment, folder) => {
    expect(configFolder(environment, platform, () => '/home/a')).toBe(folder);
  });

  it.each([
    () => {
      throw new Error('uv_os_homedir returned ENOENT');
    },
    () => '',
    () => 'relative',
  ])('is where XDG_CONFIG_HOME says though there is no home folder, and else nowhere', (home) => {
    expect(configFolder({ XDG_CONFIG_HOME: '/etc/a' }, 'linux', home)).toBe('/etc/a/bimodal');
    expect(configFolder({}, 'linux', home)).toBeUndefined();
    expect(configFolder({}, 'darwin', home)).toBeUndefined();
    expect(configFolder({}, 'win32', home)).toBeUndefined();
  });
});
