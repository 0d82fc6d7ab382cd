import { describe, expect, it } from 'vitest';
import { configFolder } from './config-folder.ts';

describe('configFolder', () => {
  it.each<[NodeJS.Platform, NodeJS.ProcessEnv, string]>([
    ['linux', {}, '/home/a/.config/bimodal'],
    ['linux', { XDG_CONFIG_HOME: '/etc/a' }, '/etc/a/bimodal'],
    ['linux', { XDG_CONFIG_HOME: 'relative' }, '/home/a/.config/bimodal'],
    ['darwin', {}, '/home/a/Library/Application Support/bimodal'],
  ])('on %s with %j is %s', (platform, environment, folder) => {
    expect(configFolder(environment, platform, '/home/a')).toBe(folder);
  });
});
