import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { basic } from '../src/credentials/basic.ts';
import { analyticsEnvironment, cloudEnvironment } from '../src/credentials/environment.ts';
import { modeCloudKey } from '../src/credentials/mode-cloud-key.ts';
import { signatureToken } from '../src/credentials/signature-token.ts';
import { storedCredential } from '../src/credentials/stored.ts';
import { CredentialError } from '../src/errors/credential-error.ts';
import { InputError } from '../src/errors/input-error.ts';
import { engineFor } from './engine.ts';
import { json, serve } from './server.ts';

const characters = { CR: '\r', LF: '\n', NUL: '\0', 'CR LF': '\r\n', ESC: '\u001b', DEL: '\u007f' };
const hidden = 'test-secret-canary';
const context = { refused: undefined };
const token = { token: 'test-token', secret: 'test-secret' };
const signature = { token: 'test-token', accessKey: 'test-key', accessSecret: 'test-secret' };

/** Where a credential's text comes in. */
const parts: Readonly<Record<string, (text: string) => unknown>> = {
  'a token': (text) => basic({ ...token, token: text }),
  'a secret': (text) => basic({ ...token, secret: text }),
  'a key': (text) => modeCloudKey(text),
  'a signature token': (text) => signatureToken({ ...signature, token: text }),
  'an access key': (text) => signatureToken({ ...signature, accessKey: text }),
  'an access secret': (text) => signatureToken({ ...signature, accessSecret: text }),
  'a secret of the environment': (text) =>
    analyticsEnvironment({ MODE_ANALYTICS_TOKEN: 'a', MODE_ANALYTICS_SECRET: text }).provide(context),
  'a key of the environment': (text) => cloudEnvironment({ MODE_CLOUD_KEY: text }).provide(context),
  'a stored secret': (text) => storedCredential('analytics', { token: 'a', secret: text }, 'profile "a"'),
};

/** Where a header's text comes in. */
const headers: Readonly<Record<string, (url: string, text: string) => Promise<unknown>>> = {
  'a header of the client': async (url, text) =>
    engineFor(url, { headers: { 'x-test': text } }).call('things.get', { thing: 'a' }),
  'a header of a call': (url, text) =>
    engineFor(url).call('things.get', { thing: 'a' }, { headers: { 'x-test': text } }),
  'a header of a step': (url, text) =>
    engineFor(url, { before: (request) => void (request.headers['x-test'] = text) }).call('things.get', {
      thing: 'a',
    }),
  'the user agent': async (url, text) =>
    engineFor(url, { userAgent: text }).call('things.get', { thing: 'a' }),
  'the type of a file': (url, text) =>
    engineFor(url).putFile('things.get', url, { bytes: Buffer.from('a'), type: text }),
  'the name of a header': (url, text) =>
    engineFor(url).call('things.get', { thing: 'a' }, { headers: { [text]: 'a' } }),
};

describe.each(Object.entries(characters))('%s', (_name, character) => {
  // At its end, as a file gives it, and where it would begin a header of somebody else's.
  const texts = [`${hidden}${character}`, `${hidden}${character}x-more: 1`];

  it.each(Object.keys(parts))('in %s is refused at once, and not shown', (what) => {
    for (const text of texts) {
      let failure: unknown;
      try {
        failure = parts[what]?.(text);
      } catch (error) {
        failure = error;
      }
      // What was stored was not given by whoever calls: the error names the source.
      const kind = what === 'a stored secret' ? CredentialError : InputError;
      expect(kind.isInstance(failure)).toBe(true);
      expect(inspect(failure, { depth: 10, showHidden: true })).not.toContain(hidden);
    }
  });

  it.each(Object.keys(headers))('in %s is refused before anything is sent, and not shown', async (what) => {
    const server = await serve((_request, response) => json(response, { id: 'a' }));
    for (const text of texts) {
      const failure: unknown = await headers[what]?.(server.url, text).catch((error: unknown) => error);
      expect(InputError.isInstance(failure)).toBe(true);
      expect(inspect(failure, { depth: 10, showHidden: true })).not.toContain(hidden);
    }
    expect(server.connections()).toBe(0);
  });
});
