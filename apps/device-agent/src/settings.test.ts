import { expect, it } from 'vitest';
import { readSettings } from './settings.ts';

it.each([
  [['--yaml']],
  [['--transport', 'carrier-pigeon']],
  [['--speed', 'fast']],
  [['--speed', '0']],
  [['--interval', '-1']],
  [['--device', '4.5']],
  [['--max-bytes', '']],
  [['somewhere']],
])('takes no %j, and says how it is used', (args) => {
  expect(() => readSettings(args, {})).toThrow(/Usage:/);
});

it.each([
  [[], {}, true],
  [['--transport', 'mqtt', '--json', '--speed', '10'], {}, true],
  [['--state', 'here'], {}, false],
  [[], { MODE_CLOUD_PROVISIONING_TOKEN: 'test-token' }, false],
  [[], { MODE_CLOUD_KEY: 'test-key' }, false],
  [[], { MODE_CLOUD_KEY: '', STATE_DIRECTORY: '' }, true],
])('tells the story where nothing says where the platform is: %j %j', (args, env, isStory) => {
  expect(readSettings(args, env)).toMatchObject({ isStory });
});

it('reports each minute, an hour for an hour, and once in the story for each hour', () => {
  const env = { MODE_CLOUD_PROVISIONING_TOKEN: 'test-token', STATE_DIRECTORY: '/var/lib/device-agent' };
  expect(readSettings(['--'], env)).toMatchObject({
    transport: 'ws',
    interval: 60,
    speed: 1,
    state: '/var/lib/device-agent',
    maxBytes: 67_108_864,
  });
  expect(readSettings([], {})).toMatchObject({ interval: 0.5, speed: 7200 });
  expect(readSettings(['--help'], {})).toBe('help');
});
