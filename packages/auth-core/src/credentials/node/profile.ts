import { join } from 'node:path';
import { ownCopy } from '../../values/own-copy.ts';
import { handedOn } from '../../values/handed-on.ts';
import { CredentialError } from '../../errors/credential-error.ts';
import { InputError } from '../../errors/input-error.ts';
import { commandCredential } from './command.ts';
import { fileBehind } from '../../values/node/replace-file.ts';
import { configFolder } from './config-folder.ts';
import { Credential } from '../credential.ts';
import { withFileLock } from './file-lock.ts';
import { readPrivateFile, writePrivateFile } from './private-file.ts';
import type { CredentialProvider } from '../provider.ts';
import type { Profile, ProfileOptions } from '../profile-options.ts';
import { storedCredential, type PlatformName } from '../stored.ts';
import { variable } from '../../values/variable.ts';

/** Why there is no file by default, as a part of a sentence. */
const noFolder = 'this user has no home folder: set HOME or XDG_CONFIG_HOME, or name the `file`';

const profileName = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

/**
 * Mode Analytics' credential from a profile file: a table `[analytics.<profile>]` with `token` and `secret`, or
 * `command`; `kind`, `origin` and `expiresAt` where they are known.
 *
 * @throws CredentialError (when asked) for a file that others may read, that is no TOML, or whose profile is incomplete;
 * and where a profile that was asked for by name is not there.
 */
export function analyticsProfile(options: ProfileOptions = {}): CredentialProvider {
  return profileProvider('analytics', ownCopy(options));
}

/** The same for MODE Cloud: a table `[cloud.<profile>]` with `key`, or `command`. */
export function cloudProfile(options: ProfileOptions = {}): CredentialProvider {
  return profileProvider('cloud', ownCopy(options));
}

/**
 * Writes a profile, whole or not at all; the file can be read by its owner only. Other profiles in it stay, comments in
 * it do not.
 *
 * @returns the file's path.
 */
export async function saveProfile(
  platform: PlatformName,
  profile: Profile,
  given: ProfileOptions = {},
): Promise<string> {
  if (platform !== 'analytics' && platform !== 'cloud') {
    throw new InputError("A profile is saved for 'analytics' or for 'cloud'.");
  }
  const options = ownCopy(given);
  const name = nameOf(options);
  const file = options.file ?? defaultFile();
  if (file === undefined) throw new CredentialError(`The profile "${name}" cannot be saved: ${noFolder}.`);
  const entry = Object.fromEntries(Object.entries(profile).filter(([, value]) => value !== undefined));
  // What could not be read back is not written.
  readEntry(platform, entry, name);
  const { parse, stringify } = await import('smol-toml');
  // By whatever names they know it, one at a time writes the file.
  const target = await fileBehind(file);
  await withFileLock(target, async () => {
    const before = await readPrivateFile(target);
    const all = before === undefined ? {} : parseToml(parse, before, file);
    const table = tableOf(all, platform, file) ?? {};
    const text = stringify({ ...all, [platform]: { ...table, [name]: entry } }, handedOn({}));
    const written = await entryOf(platform, name, text, file);
    if (written !== undefined) readEntry(platform, written, name);
    await writePrivateFile(target, text);
  });
  return file;
}

function profileProvider(platform: PlatformName, options: ProfileOptions): CredentialProvider {
  return {
    name: 'profile',
    async provide() {
      const name = nameOf(options);
      const file = options.file ?? defaultFile();
      const named = options.profile !== undefined || variable(process.env, 'BIMODAL_PROFILE') !== undefined;
      if (file === undefined) {
        if (named) throw new CredentialError(`The profile "${name}" cannot be read: ${noFolder}.`);
        return { lookedFor: `no profile, since ${noFolder}` };
      }
      const text = await readPrivateFile(file);
      const entry = text === undefined ? undefined : await entryOf(platform, name, text, file);
      if (entry !== undefined) return credentialOf(platform, entry, name);
      const lookedFor = `no [${platform}.${name}] in ${file}`;
      // A profile that was asked for by name is not passed over: the next link may be somebody else.
      if (named) throw new CredentialError(`The profile "${name}" was asked for, and there is ${lookedFor}.`);
      return { lookedFor };
    },
  };
}

async function credentialOf(platform: PlatformName, entry: object, name: string): Promise<Credential> {
  const read = readEntry(platform, entry, name);
  if (Credential.isInstance(read)) return read;
  return commandCredential(platform, read, `command of profile "${name}"`);
}

/** What a profile says: a credential, or the command that prints one. @throws CredentialError where it says neither. */
function readEntry(platform: PlatformName, entry: object, name: string): Credential | readonly string[] {
  const from = `profile "${name}"`;
  if (!Object.hasOwn(entry, 'command')) return storedCredential(platform, entry, from);
  const command: unknown = Reflect.get(entry, 'command');
  if (!isStrings(command) || Object.keys(entry).length > 1) {
    throw new CredentialError(
      `The ${from} has a "command" that is not a list of strings, the program first, or other fields beside it.`,
    );
  }
  return command;
}

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((part) => typeof part === 'string') && (value[0] ?? '') !== '';
}

async function entryOf(
  platform: PlatformName,
  name: string,
  text: string,
  file: string,
): Promise<object | undefined> {
  const { parse } = await import('smol-toml');
  const table = tableOf(parseToml(parse, text, file), platform, file);
  const entry: unknown =
    table !== undefined && Object.hasOwn(table, name) ? Reflect.get(table, name) : undefined;
  if (entry === undefined) return undefined;
  if (typeof entry !== 'object' || entry === null)
    throw new CredentialError(`[${platform}.${name}] in ${file} is not a table.`);
  return entry;
}

function tableOf(all: object, platform: PlatformName, file: string): object | undefined {
  const table: unknown = Object.hasOwn(all, platform) ? Reflect.get(all, platform) : undefined;
  if (table === undefined) return undefined;
  if (typeof table === 'object' && table !== null && !Array.isArray(table)) return table;
  throw new CredentialError(`[${platform}] in ${file} is not a table of profiles.`);
}

function parseToml(parse: (text: string, options: object) => object, text: string, file: string): object {
  try {
    return parse(text, handedOn({}));
  } catch (error) {
    const line: unknown = error instanceof Error ? Reflect.get(error, 'line') : undefined;
    // The parser's own message quotes the line, and that may be the secret.
    throw new CredentialError(
      `${file} is not valid TOML${typeof line === 'number' ? ` (line ${line})` : ''}. Its text is not shown.`,
    );
  }
}

function nameOf(options: ProfileOptions): string {
  const name = options.profile ?? variable(process.env, 'BIMODAL_PROFILE') ?? 'default';
  if (!profileName.test(name)) {
    throw new CredentialError(
      'A profile is named with letters, digits, "_" and "-" (at most 64), and begins with a letter or digit.',
    );
  }
  return name;
}

function defaultFile(): string | undefined {
  const folder = configFolder();
  return folder === undefined ? undefined : join(folder, 'credentials.toml');
}
