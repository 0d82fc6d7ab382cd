import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { handedOn } from '../../values/handed-on.ts';
import { replaceFile } from '../../values/node/replace-file.ts';
import { CredentialError } from '../../errors/credential-error.ts';

const maxBytes = 1024 * 1024;
const readableByOthers = 0o077;

/**
 * Reads a file that only its owner may read.
 *
 * @returns its text, or undefined where there is no such file.
 * @throws CredentialError on POSIX when others may read it, when it is no ordinary file, or is larger than 1 MiB.
 */
export async function readPrivateFile(path: string): Promise<string | undefined> {
  const file = await openToRead(path);
  if (file === undefined) return undefined;
  try {
    // The open file is what is judged, not the name: nothing can be put in its place in between.
    const stats = await file.stat(handedOn({ bigint: false as const }));
    if (!stats.isFile()) throw new CredentialError(`${path} is not an ordinary file.`);
    if (process.platform !== 'win32' && (stats.mode & readableByOthers) !== 0) {
      throw new CredentialError(`${path} can be read by others, so it is not used. Run: chmod 600 "${path}"`);
    }
    if (stats.size > maxBytes)
      throw new CredentialError(`${path} is larger than 1 MiB. It should hold profiles only.`);
    return await file.readFile(handedOn({ encoding: 'utf8' as const }));
  } finally {
    await file.close();
  }
}

async function openToRead(path: string): Promise<Awaited<ReturnType<typeof open>> | undefined> {
  try {
    // Without O_NONBLOCK, opening a named pipe would wait for somebody to write to it.
    return await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    const code: unknown =
      typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new CredentialError(`${path} cannot be read (${String(code)}).`, { cause: error });
  }
}

/**
 * Writes a file that only its owner may read, in a folder that is there, whole or not at all; see `replaceFile`.
 *
 * @throws CredentialError for more than could be read again.
 */
export async function writePrivateFile(path: string, text: string): Promise<void> {
  if (Buffer.byteLength(text) > maxBytes) {
    throw new CredentialError(
      `${path} would be larger than 1 MiB, and not be read. It should hold profiles only.`,
    );
  }
  const file = await replaceFile(path, 0o600);
  try {
    await file.write(text);
    await file.keep();
  } catch (error) {
    await file.discard();
    throw error;
  }
}
