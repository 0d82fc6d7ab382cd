import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { OriginError } from '../errors/origin-error.ts';
import { basic } from './basic.ts';
import { authorization, Credential } from './credential.ts';
import { modeCloudKey } from './mode-cloud-key.ts';
import { secondCopy } from '../../test/second-copy.ts';

describe('Credential', () => {
  const credential = basic({ token: 'test-token', secret: 'test-secret', kind: 'workspace' });

  it('shows its scheme and kind, and nothing else', () => {
    expect(String(credential)).toBe('[Basic credential, kind workspace]');
    expect(inspect(credential, { depth: 10, showHidden: true })).toBe('[Basic credential, kind workspace]');
    expect(JSON.stringify({ credential })).toBe('{"credential":"[Basic credential, kind workspace]"}');
  });

  it.each([
    ['spread', () => inspect(Object.assign({}, credential), { depth: 10, showHidden: true })],
    [
      'without custom inspection',
      () => inspect(credential, { customInspect: false, depth: 10, showHidden: true }),
    ],
    ['cloned', () => inspect(structuredClone(credential), { depth: 10, showHidden: true })],
    ['listed by keys', () => JSON.stringify([Reflect.ownKeys(credential), Object.entries(credential)])],
  ])('shows no secret when %s', (_how, shown) => {
    const text = shown();
    expect(text).not.toContain('test-secret');
    expect(text).not.toContain('test-token');
    expect(text).not.toContain('dGVzdC10b2tlbjp0ZXN0LXNlY3JldA');
  });

  it('is told more about itself without losing what it was told before', () => {
    const bound = modeCloudKey('test-key', { origin: 'https://things.test' }).with({ kind: 'device' });
    expect(bound).toMatchObject({ kind: 'device', origin: 'https://things.test', from: 'given' });
    expect(bound[authorization]()).toBe('ModeCloud test-key');
  });

  it('is bound to an origin, whatever else the URL has', () => {
    expect(modeCloudKey('test-key', { origin: 'HTTPS://Things.test:443/' }).origin).toBe(
      'https://things.test',
    );
    expect(() => modeCloudKey('test-key', { origin: 'ftp://things.test' })).toThrow(OriginError);
  });

  it('is recognised when another copy of the package made it', async () => {
    const other = await secondCopy();
    const theirs = other.modeCloudKey('test-key');
    expect(theirs instanceof Credential).toBe(false);
    expect(Credential.isInstance(theirs)).toBe(true);
    expect(Credential.isInstance({})).toBe(false);
    expect(Credential.isInstance(null)).toBe(false);
  });
});
