import { readBaseUrl } from '../checks/base-url.ts';
import { CredentialError } from '../errors/credential-error.ts';
import { InputError } from '../errors/input-error.ts';
import { OriginError } from '../errors/origin-error.ts';
import { basic, type BasicKind } from './basic.ts';
import type { Credential } from './credential.ts';
import { modeCloudKey, type ModeCloudKind } from './mode-cloud-key.ts';

/** Which platform a stored credential is for. */
export type PlatformName = 'analytics' | 'cloud';

/** Where a stored credential goes unless it says otherwise. */
export const productionOrigins: Readonly<Record<PlatformName, string>> = {
  analytics: 'https://app.mode.com',
  cloud: 'https://api.tinkermode.com',
};

/** Names in a profile file, and the same in a command's JSON. */
const fields: Readonly<Record<PlatformName, readonly string[]>> = {
  analytics: ['token', 'secret', 'kind', 'origin', 'expiresAt'],
  cloud: ['key', 'kind', 'origin', 'expiresAt'],
};

/**
 * Makes the credential that a profile or a command describes. It is bound to the `origin` that is stored with it,
 * production where there is none.
 *
 * @param from names the source in errors, e.g. `profile "acme"`.
 * @throws CredentialError naming the field that is missing, unknown or wrong, never its value.
 */
export function storedCredential(platform: PlatformName, stored: unknown, from: string): Credential {
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) {
    throw new CredentialError(`The ${from} is not an object with ${fields[platform].join(', ')}.`);
  }
  const unknown = Object.keys(stored).find((name) => !fields[platform].includes(name));
  if (unknown !== undefined) {
    throw new CredentialError(
      `The ${from} has a field that is not known here. Known are ${fields[platform].join(', ')}.`,
    );
  }
  const bound = {
    origin: originOf(platform, stored, from),
    expiresAt: expiryOf(stored, from),
  };
  const known = {
    origin: bound.origin,
    ...(bound.expiresAt === undefined ? {} : { expiresAt: bound.expiresAt }),
  };
  if (platform === 'analytics') {
    const kind = oneOf<BasicKind>(stored, ['workspace', 'member', 'personal'], from);
    const token = required(stored, 'token', from);
    const secret = required(stored, 'secret', from);
    usable('token', from, () => basic({ token, secret: 'x' }));
    const facts = { token, secret, ...known, ...(kind === undefined ? {} : { kind }) };
    return usable('secret', from, () => basic(facts)).with({ from });
  }
  const kind = oneOf<ModeCloudKind>(stored, ['user', 'device', 'project'], from);
  const key = required(stored, 'key', from);
  const more = { ...known, ...(kind === undefined ? {} : { kind }) };
  return usable('key', from, () => modeCloudKey(key, more)).with({ from });
}

/** What a field is good for; where it is for nothing, the error says which field of which source it was. */
function usable<T>(field: string, from: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!InputError.isInstance(error) && !OriginError.isInstance(error)) throw error;
    throw new CredentialError(`The "${field}" of the ${from} cannot be used. ${error.message}`);
  }
}

function own(stored: object, name: string): unknown {
  return Object.hasOwn(stored, name) ? Reflect.get(stored, name) : undefined;
}

function required(stored: object, name: string, from: string): string {
  const value = own(stored, name);
  if (typeof value === 'string' && value !== '') return value;
  throw new CredentialError(`The ${from} has no "${name}". Add it as a string.`);
}

function oneOf<K extends string>(stored: object, allowed: readonly K[], from: string): K | undefined {
  const value = own(stored, 'kind');
  if (value === undefined) return undefined;
  const kind = allowed.find((name) => name === value);
  if (kind === undefined)
    throw new CredentialError(`The ${from} has a "kind" that is none of ${allowed.join(', ')}.`);
  return kind;
}

function originOf(platform: PlatformName, stored: object, from: string): string {
  const value = own(stored, 'origin');
  if (value === undefined) return productionOrigins[platform];
  if (typeof value !== 'string')
    throw new CredentialError(`The ${from} has an "origin" that is not a string.`);
  // Whether plain http is allowed is decided where the request is sent.
  const base = usable('origin', from, () => readBaseUrl(value, true));
  if (base.prefix !== '')
    throw new CredentialError(`The ${from} has an "origin" with a path. Give scheme, host and port.`);
  return base.origin;
}

function expiryOf(stored: object, from: string): Date | undefined {
  const value = own(stored, 'expiresAt');
  if (value === undefined) return undefined;
  const date = value instanceof Date ? value : new Date(typeof value === 'string' ? value : Number.NaN);
  if (Number.isNaN(date.getTime())) {
    throw new CredentialError(
      `The ${from} has an "expiresAt" that is no date. Write it as 2027-01-31T00:00:00Z.`,
    );
  }
  return date;
}
