import { describe, expect, it, test } from 'vitest';
import { Refused } from './refused.ts';
import { readSettings } from './settings.ts';

describe('settings', () => {
  it('have defaults that change nothing', () => {
    expect(readSettings([])).toMatchObject({ task: 'plan', days: 90, views: 'discovery', json: false });
  });

  it('take what pnpm passes on, and names several times', () => {
    const settings = readSettings(['--', '--apply', '--keep', 'a', '--keep', 'b', '--collection', 'c']);
    expect(settings).toMatchObject({ task: 'apply', keep: new Set(['a', 'b']), collections: ['c'] });
  });

  it('are help when that is asked for', () => {
    expect(readSettings(['--help'])).toBe('help');
  });

  test.each([
    [['--days', '0'], '--days takes a whole number, 1 or more.'],
    [['--rate', '0.5'], '--rate takes a whole number, 1 or more.'],
    [['--apply', '--undo'], '--apply and --undo are opposites'],
    [['--as-of', 'soon'], '--as-of takes a date'],
    [['--as-of', '2999-01-01'], '--as-of takes a date that has come.'],
    [['--views', 'none'], '--views is discovery or ignore.'],
    [['--delete'], "Unknown option '--delete'"],
  ])('refuse %j', (args, words) => {
    expect(() => readSettings(args)).toThrow(Refused);
    expect(() => readSettings(args)).toThrow(words);
  });
});
