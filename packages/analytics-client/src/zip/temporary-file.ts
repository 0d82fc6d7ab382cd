import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { handedOn } from '@bimodal/auth-core/internal';

/** A file that is gone once it is disposed of. */
export interface TemporaryFile extends AsyncDisposable {
  readonly file: FileHandle;
}

/**
 * Puts bytes into a temporary file that nobody else may read. Where the system allows it, its name is removed at once: then
 * not even a process that is killed leaves anything behind.
 */
export async function temporaryFile(bytes: AsyncIterable<Uint8Array>): Promise<TemporaryFile> {
  const folder = await mkdtemp(join(tmpdir(), 'bimodal-'));
  const remove = (): Promise<void> => rm(folder, handedOn({ recursive: true, force: true }));
  let file: FileHandle | undefined;
  try {
    file = await open(join(folder, 'result'), 'wx+', 0o600);
    await remove().catch(() => undefined);
    for await (const chunk of bytes) await file.writeFile(chunk, handedOn({}));
  } catch (error) {
    await file?.close();
    await remove();
    throw error;
  }
  const opened = file;
  return {
    file: opened,
    async [Symbol.asyncDispose]() {
      await opened.close();
      await remove();
    },
  };
}
