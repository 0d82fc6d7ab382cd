import { onTestFinished } from 'vitest';
import type { CredentialProvider } from '../src/credentials/provider.ts';
import { modeCloudKey } from '../src/credentials/mode-cloud-key.ts';
import type { Credential } from '../src/credentials/credential.ts';
import { Engine } from '../src/engine/engine.ts';
import type { Platform } from '../src/options/platform.ts';
import type { ClientFacts, ClientOptions } from '../src/options/settings.ts';
import type { SocketListener } from '../src/transport/open-socket.ts';
import { contract } from './contract.ts';

export const platform: Platform = {
  name: 'Things',
  productionUrl: 'https://things.test',
  rangeHeader: 'x-range',
  requestIdHeader: 'x-request-id',
  readFailure(body) {
    const own = (key: string): string | undefined => {
      if (typeof body !== 'object' || body === null || !Object.hasOwn(body, key)) return undefined;
      const value: unknown = Reflect.get(body, key);
      return typeof value === 'string' ? value : undefined;
    };
    return { code: own('code'), message: own('message') };
  },
  isKnownCode: (code) => code === 'gone_fishing',
  whatToDo: (code) => (code === 'gone_fishing' ? 'Come back tomorrow.' : undefined),
  credentialAdvice: 'Set THINGS_KEY.',
};

export const facts: ClientFacts = {
  platform,
  product: 'things/1.0.0',
  loadContract: () => Promise.resolve(contract),
};

/** A listener to a websocket that does nothing with what it hears. */
export const deaf: SocketListener = {
  message: () => undefined,
  pong: () => undefined,
  closed: () => undefined,
};

/** An engine of the small platform, closed with the test. */
export function engineFor(
  url: string | undefined,
  options: ClientOptions = {},
  credential: Credential | CredentialProvider = modeCloudKey('test-key'),
): Engine {
  const engine = new Engine(
    facts,
    { ...(url === undefined ? {} : { baseUrl: url }), validate: 'strict', ...options },
    credential,
  );
  // Not waited for: closing lets what hangs on a server of the test hang.
  onTestFinished(() => void engine.close());
  return engine;
}

/** What a promise rejects with; fails where it does not. */
export async function rejection(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('It did not reject.');
}
