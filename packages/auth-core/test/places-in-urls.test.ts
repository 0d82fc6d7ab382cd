import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { basic } from '../src/credentials/basic.ts';
import { analyticsEnvironment, cloudEnvironment } from '../src/credentials/environment.ts';
import { modeCloudKey } from '../src/credentials/mode-cloud-key.ts';
import { signatureToken } from '../src/credentials/signature-token.ts';
import { storedCredential } from '../src/credentials/stored.ts';
import { BimodalError } from '../src/errors/bimodal-error.ts';
import { engineFor } from './engine.ts';

const context = { refused: undefined };

/** What is thrown at once; fails where nothing is. */
function thrown(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('It did not throw.');
}

/** Where a base URL or an origin comes in. */
const places: Readonly<Record<string, (url: string) => unknown>> = {
  'a base URL': (url) => engineFor(url),
  'a credential’s origin': (url) => modeCloudKey('test-key', { origin: url }),
  'an origin that is added': (url) => modeCloudKey('test-key').with({ origin: url }),
  'the environment': (url) =>
    cloudEnvironment({ MODE_CLOUD_KEY: 'test-key', MODE_CLOUD_BASE_URL: url }).provide(context),
  'a profile': (url) => storedCredential('cloud', { key: 'test-key', origin: url }, 'profile "a"'),
};

describe.each(Object.keys(places))('%s', (place) => {
  it.each([
    'https://canary@mode.test',
    'https://user:canary@mode.test',
    'https://:canary@mode.test',
    'http://canary@127.0.0.1:1',
    'https://mode.test?key=canary',
    'https://mode.test/#canary',
    'canary',
    'javascript:canary',
    'ws://canary',
    '//canary',
  ])('is not %s, and does not show it', (url) => {
    const failure = thrown(() => places[place]?.(url));
    expect(BimodalError.isInstance(failure)).toBe(true);
    expect(inspect(failure, { depth: 10, showHidden: true })).not.toContain('canary');
  });
});

/** Where the parts of a header come in that a colon separates. */
const parts: Readonly<Record<string, (text: string) => unknown>> = {
  'a token': (text) => basic({ token: text, secret: 'test-secret' }),
  'a token of the environment': (text) =>
    analyticsEnvironment({ MODE_ANALYTICS_TOKEN: text, MODE_ANALYTICS_SECRET: 'a' }).provide(context),
  'a stored token': (text) => storedCredential('analytics', { token: text, secret: 'a' }, 'profile "a"'),
  'a signature token': (text) => signatureToken({ token: text, accessKey: 'a', accessSecret: 'a' }),
  'an access key': (text) => signatureToken({ token: 'a', accessKey: text, accessSecret: 'a' }),
};

it.each(Object.keys(parts))('%s with a colon in it is refused: it would be another’s', (part) => {
  const failure = thrown(() => parts[part]?.('canary:canary'));
  expect(String(failure)).toContain('has a colon in it');
  expect(inspect(failure, { depth: 10, showHidden: true })).not.toContain('canary');
});
