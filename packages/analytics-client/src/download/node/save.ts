import type { ByteStream } from '@bimodal/auth-core';
import { replaceFile, type Replacement } from '@bimodal/auth-core/node';
import type { Downloaded, OnProgress } from '../downloaded.ts';

/**
 * Writes bodies to a file: beside it under another name first, and renamed only when all of it is on the disk. Whatever
 * fails on the way leaves the file as it was, and nothing beside it.
 */
export function savingTo(
  path: string,
  onProgress: OnProgress | undefined,
): (body: ByteStream) => Promise<Downloaded> {
  return async (body) => {
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
  };
}
