/** What the environment says. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  readonly hosts: readonly string[];
  /** Whether browsers reach it by https; cookies are for https only then. */
  readonly isSecure: boolean;
  /** Whether the address of a client is what a proxy in front says it is. */
  readonly trustProxy: boolean;
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
  const isSecure = read('ACCOUNT_GATEWAY_HTTPS') === 'yes';
  if (!isSecure && !isLoopback(host)) {
    throw new SettingError(
      `ACCOUNT_GATEWAY_HOST is ${host}, which other machines can reach: put a proxy with https in front and set ACCOUNT_GATEWAY_HTTPS=yes.`,
    );
  }
  return {
    host,
    port: readNumber(environment, 'ACCOUNT_GATEWAY_PORT', 4760, 0, 65_535),
    hosts: (read('ACCOUNT_GATEWAY_HOSTS') ?? '')
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
    isSecure,
    trustProxy: read('ACCOUNT_GATEWAY_TRUST_PROXY') === 'yes',
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
