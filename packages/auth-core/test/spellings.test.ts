import { inspect } from 'node:util';
import { Agent } from 'undici';
import { describe, expect, it } from 'vitest';
import { basic } from '../src/credentials/basic.ts';
import { modeCloudKey } from '../src/credentials/mode-cloud-key.ts';
import { deaf, engineFor, rejection } from './engine.ts';
import { json, serve } from './server.ts';

/** A secret that every spelling changes: its base64 has a plus and a slash too. */
const secret = `tést/sec&ret "x" <y>~>>???'`;
const credential = basic({ token: 'test-token', secret });
const base64 = Buffer.from(secret).toString('base64');
const asJson = JSON.stringify(secret).slice(1, -1);
const unicode = (text: string, what: RegExp): string =>
  text.replaceAll(what, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** How servers may write it back. */
const spelled: Readonly<Record<string, string>> = {
  'as it is': secret,
  'in base64': base64,
  'in base64url': Buffer.from(secret).toString('base64url'),
  'in base64, its slashes escaped': base64.replaceAll('/', '\\/'),
  'in JSON': asJson,
  'in JSON, its slashes escaped': asJson.replaceAll('/', '\\/'),
  'in JSON for HTML': unicode(asJson, /[<>&']/g),
  'in JSON of ASCII': unicode(asJson, /[^\0-\x7f]/g),
  'in a URL': encodeURIComponent(secret),
  'in a URL, in lower case': encodeURIComponent(secret).replaceAll(/%../g, (hex) => hex.toLowerCase()),
  'in a form': encodeURIComponent(secret).replaceAll('%20', '+'),
  'in HTML': secret
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;'),
  'with its token, as the header has it': Buffer.from(`test-token:${secret}`).toString('base64'),
};

/** Where an error shows something of an answer. */
const answers: Readonly<
  Record<string, (text: string) => readonly [status: number, type: string, body: string]>
> = {
  'the excerpt of a failure': (text) => [500, 'text/html', `<p>before ${text} after</p>`],
  'the platform’s message': (text) => [
    400,
    'application/json',
    JSON.stringify({ message: `before ${text} after` }),
  ],
  'the platform’s code': (text) => [
    400,
    'application/json',
    JSON.stringify({ code: `before ${text} after` }),
  ],
  'the excerpt of what is no JSON': (text) => [200, 'text/html', `<p>before ${text} after</p>`],
};

describe.each(Object.keys(answers))('%s', (place) => {
  it.each(Object.keys(spelled))('shows no secret %s', async (how) => {
    const text = spelled[how] ?? '';
    const [status, type, body] = answers[place]?.(text) ?? [500, '', ''];
    const server = await serve(
      (_request, response) => void response.writeHead(status, { 'content-type': type }).end(body),
    );
    const call = engineFor(server.url, { retries: 0 }, credential).call('things.get', { thing: 'a' });
    const error = await rejection(call);
    const shown = inspect(error, { depth: 10, showHidden: true });
    expect(String(error) + shown).toContain('before [redacted] after');
    // `inspect` escapes quotes and backslashes on its own.
    for (const each of [text, inspect(text).slice(1, -1), JSON.stringify(text).slice(1, -1)])
      expect(shown).not.toContain(each);
  });
});

describe('a part of a secret', () => {
  it('that is longer than another stays hidden behind it', async () => {
    const parts = { token: 'test-token', secret: 'test-token-canary' };
    const server = await serve((_request, response) =>
      json(response, { message: `no ${parts.secret}` }, 500),
    );
    const call = engineFor(server.url, { retries: 0 }, basic(parts)).call('things.get', { thing: 'a' });
    expect(inspect(await rejection(call), { depth: 10 })).not.toContain('canary');
  });

  it.each([
    [500, 'text/plain'],
    [200, 'text/plain'],
  ])('is not shown where an answer (%i) is cut', async (status, type) => {
    for (const shift of [1, 5, 9]) {
      const body = `${' '.repeat(64 * 1024 - shift)}canary-key and more`;
      const server = await serve(
        (_request, response) => void response.writeHead(status, { 'content-type': type }).end(body),
      );
      const engine = engineFor(server.url, { retries: 0 }, modeCloudKey('canary-key'));
      const error = await rejection(engine.call('things.get', { thing: 'a' }));
      expect(error).toMatchObject({ excerpt: '' });
    }
  });
});

describe('a transport that quotes what it sends', () => {
  it.each(['a call', 'a download', 'a websocket'])('shows nothing of it: %s', async (how) => {
    class Quoting extends Agent {
      override dispatch(
        options: Parameters<Agent['dispatch']>[0],
        handler: Parameters<Agent['dispatch']>[1],
      ): boolean {
        const error = new Error(`cannot send ${JSON.stringify(options.headers)}`, {
          cause: Object.assign(new Error('deeper: canary-key'), { options }),
        });
        return super.dispatch(
          { ...options, origin: 'http://127.0.0.1:1' },
          {
            ...handler,
            onRequestStart: () => undefined,
            onResponseError: (controller, _error) => handler.onResponseError?.(controller, error),
          },
        );
      }
    }
    const dispatcher = new Quoting();
    const engine = engineFor('http://127.0.0.1:9', { retries: 0, dispatcher }, modeCloudKey('canary-key'));
    const input = { thing: 'a' };
    const call =
      how === 'a call'
        ? engine.call('things.get', input)
        : how === 'a download'
          ? engine.bytes('things.download', input)
          : engine.socket('things.listen', input, deaf);
    const error = await rejection(call);
    expect(error).toMatchObject({ name: 'ConnectionError' });
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('canary-key');
    await dispatcher.destroy();
  });
});
