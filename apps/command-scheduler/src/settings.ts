/** What the environment says. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  readonly token: string | undefined;
  readonly hosts: readonly string[];
  /** Undefined: PGlite. */
  readonly databaseUrl: string | undefined;
  /** Folder of PGlite; undefined: in memory. */
  readonly folder: string | undefined;
  /** Whether there is no key: everything runs against an embedded emulator. */
  readonly isDemo: boolean;
  readonly leaseSeconds: number;
  readonly historyDays: number;
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
  const data = read('COMMAND_SCHEDULER_DATA');
  if (isDemo && (databaseUrl !== undefined || data !== undefined)) {
    throw new SettingError(
      'MODE_CLOUD_KEY is missing: commands that are kept (DATABASE_URL, COMMAND_SCHEDULER_DATA) are not sent to an emulator. Set it to a project key, or unset the other.',
    );
  }
  const host = read('COMMAND_SCHEDULER_HOST') ?? '127.0.0.1';
  const token = read('COMMAND_SCHEDULER_TOKEN');
  if (token === undefined && !isLoopback(host)) {
    throw new SettingError(
      `COMMAND_SCHEDULER_HOST is ${host}, which other machines can reach: set COMMAND_SCHEDULER_TOKEN, too.`,
    );
  }
  if (token !== undefined && token.length < 16) {
    throw new SettingError('COMMAND_SCHEDULER_TOKEN is too short: take 16 characters or more, by chance.');
  }
  return {
    host,
    port: readNumber(environment, 'COMMAND_SCHEDULER_PORT', 4750, 0, 65_535),
    token,
    hosts: (read('COMMAND_SCHEDULER_HOSTS') ?? '')
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
    databaseUrl,
    folder: isDemo ? undefined : (data ?? 'command-scheduler-data'),
    isDemo,
    leaseSeconds: readNumber(environment, 'COMMAND_SCHEDULER_LEASE_SECONDS', 30, 2, 3600),
    historyDays: readNumber(environment, 'COMMAND_SCHEDULER_HISTORY_DAYS', 90, 1, 3650),
  };
}

function readNumber(
  environment: Environment,
  name: string,
  otherwise: number,
  least: number,
  most: number,
): number {
  const text = environment[name]?.trim();
  if (text === undefined || text === '') return otherwise;
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new SettingError(`${name} is "${text}": give a whole number from ${least} to ${most}.`);
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
