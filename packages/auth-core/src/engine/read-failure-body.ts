import type { Readable } from 'node:stream';
import { maxFailureBytes } from './send.ts';

/** The beginning of a failure's body; what breaks on the way is left out, since the status is what matters. */
export async function readFailureBody(body: Readable): Promise<{ body: Buffer; whole: boolean }> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  let whole = true;
  try {
    for await (const chunk of body) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > maxFailureBytes) {
        whole = false;
        break;
      }
    }
  } catch {
    whole = false;
  }
  return { body: Buffer.concat(chunks), whole };
}
