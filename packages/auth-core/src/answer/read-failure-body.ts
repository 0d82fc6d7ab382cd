import type { Deadline } from '../exchange/deadline.ts';
import type { Download } from '../transport/undici/download.ts';
import { maxFailureBytes } from '../transport/undici/send.ts';

/**
 * The beginning of a body that is not passed on, such as a failure's; what breaks on the way is left out, since the
 * status is what matters. Rejects where the deadline passes first: it guards the download until that is read.
 */
export async function readFailureBody(
  opened: Download,
  deadline: Deadline,
): Promise<{ body: Buffer; whole: boolean }> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  let whole = true;
  try {
    for await (const chunk of opened) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > maxFailureBytes) {
        whole = false;
        opened.cancel(new Error('Enough of the failure was read.'));
        break;
      }
    }
  } catch {
    whole = false;
  } finally {
    deadline.release();
  }
  deadline.check();
  return { body: Buffer.concat(chunks), whole };
}
