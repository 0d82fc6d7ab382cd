import { inspect } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CredentialError } from '../errors/credential-error.ts';
import { cloudCommand } from './node/command.ts';
import { storedCredential } from './stored.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

const command = (stored: object): unknown =>
  cloudCommand([process.execPath, '-p', JSON.stringify(JSON.stringify(stored))]).provide({
    refused: undefined,
  });

/** What a profile and a command have in common. */
const sources: Readonly<Record<string, (stored: object) => unknown>> = {
  'a profile': async (stored) => storedCredential('cloud', stored, 'profile "a"'),
  'a command': command,
};

describe.each(Object.keys(sources))('%s', (source) => {
  const read = async (stored: object): Promise<unknown> => sources[source]?.(stored);

  it('belongs to production, whatever the environment’s base URL', async () => {
    vi.stubEnv('MODE_CLOUD_BASE_URL', 'https://elsewhere.test');
    vi.stubEnv('MODE_ANALYTICS_BASE_URL', 'https://elsewhere.test');
    expect(await read({ key: 'test-key' })).toMatchObject({ origin: 'https://api.tinkermode.com' });
  });

  it.each([
    ['an origin with a path', { origin: 'https://mode.test/canary' }, 'with a path'],
    ['an origin that is no text', { origin: 5 }, 'not a string'],
    ['a field that is not known', { scope: 'canary' }, 'not known here'],
    ['a kind of the other platform', { kind: 'member' }, 'none of user, device, project'],
    ['no date', { expiresAt: 'canary' }, 'no date'],
  ])('with %s is an error that names it', async (_what, more, message) => {
    const failure: unknown = await read({ key: 'test-key', ...more }).then(String, (error: unknown) => error);
    expect(failure).toBeInstanceOf(CredentialError);
    const shown = inspect(failure, { depth: 10, showHidden: true });
    expect(shown).toContain(message);
    expect(shown).not.toMatch(/canary|test-key/);
  });
});
