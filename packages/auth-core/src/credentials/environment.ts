import { CredentialError } from '../errors/credential-error.ts';
import { readBaseUrl } from '../checks/base-url.ts';
import { basic } from './basic.ts';
import { modeCloudKey } from './mode-cloud-key.ts';
import type { CredentialProvider } from './provider.ts';
import { productionOrigins } from './stored.ts';
import { ownEnvironment, variable, type Environment } from '../values/variable.ts';

/**
 * Mode Analytics' credential from `MODE_ANALYTICS_TOKEN` and `MODE_ANALYTICS_SECRET`. It is bound to the origin of
 * `MODE_ANALYTICS_BASE_URL`, `https://app.mode.com` where that is not set.
 *
 * @throws CredentialError (when asked) if only one of the two is set; InputError if a value is malformed.
 */
export function analyticsEnvironment(environment: Environment = ownEnvironment()): CredentialProvider {
  return {
    name: 'environment',
    provide() {
      const token = variable(environment, 'MODE_ANALYTICS_TOKEN');
      const secret = variable(environment, 'MODE_ANALYTICS_SECRET');
      if (token === undefined && secret === undefined) {
        return { lookedFor: 'MODE_ANALYTICS_TOKEN and MODE_ANALYTICS_SECRET are not set' };
      }
      if (token === undefined || secret === undefined) {
        const missing = token === undefined ? 'MODE_ANALYTICS_TOKEN' : 'MODE_ANALYTICS_SECRET';
        throw new CredentialError(
          `Only one half of the credential is in the environment: set ${missing} too.`,
        );
      }
      const origin = originFrom(environment, 'MODE_ANALYTICS_BASE_URL', productionOrigins.analytics);
      return basic({ token, secret, origin }).with({ from: 'environment' });
    },
  };
}

/**
 * MODE Cloud's credential from `MODE_CLOUD_KEY`. It is bound to the origin of `MODE_CLOUD_BASE_URL`,
 * `https://api.tinkermode.com` where that is not set.
 *
 * @throws InputError (when asked) if the value is malformed.
 */
export function cloudEnvironment(environment: Environment = ownEnvironment()): CredentialProvider {
  return {
    name: 'environment',
    provide() {
      const key = variable(environment, 'MODE_CLOUD_KEY');
      if (key === undefined) return { lookedFor: 'MODE_CLOUD_KEY is not set' };
      const origin = originFrom(environment, 'MODE_CLOUD_BASE_URL', productionOrigins.cloud);
      return modeCloudKey(key, { origin }).with({ from: 'environment' });
    },
  };
}

function originFrom(environment: Environment, name: string, production: string): string {
  const text = variable(environment, name) ?? production;
  if (!URL.canParse(text) || !/^https?:/i.test(text)) {
    throw new CredentialError(`${name} is no http or https URL. Set one such as "${production}".`);
  }
  // Whether plain http is allowed is decided where the request is sent.
  const base = readBaseUrl(text, true);
  if (base.prefix !== '') {
    throw new CredentialError(
      `${name} has a path. Set scheme, host and port only, or pass \`baseUrl\` and a credential in code.`,
    );
  }
  return base.origin;
}
