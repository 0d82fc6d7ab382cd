import { isIP } from 'node:net';

/** What the environment says. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  readonly hosts: readonly string[];
  /** Whether browsers reach it by https; cookies are for https only then. */
  readonly isSecure: boolean;
  /** Addresses of proxies in front, whose word on where a request comes from is taken. */
  readonly proxies: readonly string[];
  /** What tokens are encrypted with in the database; undefined in the demonstration. */
  readonly secret: string | undefined;
  /** Undefined: PGlite. */
  readonly databaseUrl: string | undefined;
  /** Folder of PGlite; undefined: in memory. */
  readonly folder: string | undefined;
  /** The project that brings its own users; undefined: everything runs against an embedded emulator. */
  readonly project: { readonly id: number; readonly appId: string } | undefined;
}

/** A setting that cannot be; the message says which and what to do. */
export class SettingError extends Error {
  override readonly name = 'SettingError';
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the settings. An empty variable is one that is not set.
 *
 * @throws SettingError
 */
export function readSettings(environment: Environment): Settings {
  const read = (name: string): string | undefined => environment[name]?.trim() || undefined;
  const isDemo = read('MODE_CLOUD_KEY') === undefined && read('BIMODAL_PROFILE') === undefined;
  const databaseUrl = read('DATABASE_URL');
  const data = read('ACCOUNT_GATEWAY_DATA');
  const secret = read('ACCOUNT_GATEWAY_SECRET');
  if (isDemo && (databaseUrl !== undefined || data !== undefined)) {
    throw new SettingError(
      'MODE_CLOUD_KEY is missing: accounts that are kept (DATABASE_URL, ACCOUNT_GATEWAY_DATA) have no users in an emulator. Set it to a project key, or unset the other.',
    );
  }
  if (!isDemo && (secret === undefined || secret.length < 32)) {
    throw new SettingError(
      'ACCOUNT_GATEWAY_SECRET is missing or too short: set it to 32 characters or more, by chance, and keep it. Session tokens are encrypted with it.',
    );
  }
  const host = read('ACCOUNT_GATEWAY_HOST') ?? '127.0.0.1';
  const isSecure = readChoice(read, 'ACCOUNT_GATEWAY_HTTPS');
  if (!isSecure && !isLoopback(host)) {
    throw new SettingError(
      `ACCOUNT_GATEWAY_HOST is ${host}, which other machines can reach: put a proxy with https in front and set ACCOUNT_GATEWAY_HTTPS=yes.`,
    );
  }
  return {
    host,
    port: readNumber(environment, 'ACCOUNT_GATEWAY_PORT', 4760, 0, 65_535),
    hosts: listOf(read('ACCOUNT_GATEWAY_HOSTS')),
    isSecure,
    proxies: readProxies(listOf(read('ACCOUNT_GATEWAY_PROXIES'))),
    secret: isDemo ? undefined : secret,
    databaseUrl,
    folder: isDemo ? undefined : (data ?? 'account-gateway-data'),
    project: isDemo
      ? undefined
      : {
          id: readNumber(environment, 'ACCOUNT_GATEWAY_PROJECT', undefined, 1, Number.MAX_SAFE_INTEGER),
          appId: readText(read, 'ACCOUNT_GATEWAY_APP', 'the app of that project, as the console names it'),
        },
  };
}

function listOf(text = ''): readonly string[] {
  return text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

function readProxies(proxies: readonly string[]): readonly string[] {
  const wrong = proxies.find((each) => {
    const [address = '', bits = '0', more] = each.split('/');
    const most = isIP(address) === 4 ? 32 : 128;
    return isIP(address) === 0 || more !== undefined || !/^\d{1,3}$/.test(bits) || Number(bits) > most;
  });
  if (wrong === undefined) return proxies;
  throw new SettingError(
    `ACCOUNT_GATEWAY_PROXIES holds "${wrong}": give addresses, or ranges such as 10.0.0.0/8, separated by commas.`,
  );
}

function readChoice(read: (name: string) => string | undefined, name: string): boolean {
  const text = read(name) ?? 'no';
  if (text === 'yes' || text === 'no') return text === 'yes';
  throw new SettingError(`${name} is "${text}": say yes or no.`);
}

function readText(read: (name: string) => string | undefined, name: string, what: string): string {
  const text = read(name);
  if (text === undefined) throw new SettingError(`${name} is missing: set it to ${what}.`);
  return text;
}

function readNumber(
  environment: Environment,
  name: string,
  otherwise: number | undefined,
  least: number,
  most: number,
): number {
  const text = environment[name]?.trim() ?? '';
  if (text === '' && otherwise !== undefined) return otherwise;
  const value = Number(text);
  if (text !== '' && Number.isInteger(value) && value >= least && value <= most) return value;
  throw new SettingError(`${name} is "${text}": give a whole number from ${least} to ${most}.`);
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
