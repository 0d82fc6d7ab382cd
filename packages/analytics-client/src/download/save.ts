import type { ByteStream } from '@bimodal/auth-core';
import { replaceFile, type Replacement } from '@bimodal/auth-core/node';

/** How far a download is. */
export interface DownloadProgress {
  /** Bytes that have been written, unpacked. */
  readonly bytes: number;
  /** Bytes in all, where the server said so and did not compress them. */
  readonly total: number | undefined;
}

/** A file that was downloaded whole. */
export interface Downloaded {
  readonly path: string;
  readonly bytes: number;
  /** Media type, such as `text/csv`. */
  readonly contentType: string;
}

/**
 * Writes a body to a file: beside it under another name first, and renamed only when all of it is on the disk. Whatever
 * fails on the way leaves the file as it was, and nothing beside it.
 */
export async function save(
  body: ByteStream,
  path: string,
  onProgress: ((progress: DownloadProgress) => void) | undefined,
): Promise<Downloaded> {
  let bytes = 0;
  let file: Replacement | undefined;
  try {
    file = await replaceFile(path);
    for await (const chunk of body) {
      await file.write(chunk);
      bytes += chunk.length;
      onProgress?.({ bytes, total: body.length });
    }
    await file.keep();
  } catch (error) {
    await body.cancel();
    await file?.discard();
    throw error;
  }
  return { path, bytes, contentType: body.contentType };
}
