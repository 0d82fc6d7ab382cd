import type { Deadline } from '../exchange/deadline.ts';
import { maxFailureBytes, type OpenAnswer, type RawAnswer } from '../transport/answers.ts';
import { joined } from '../values/joined.ts';

/**
 * The beginning of a body that is not passed on, such as a failure's; what breaks on the way is left out, since the
 * status is what matters. Rejects where the deadline passes first: it guards the download until that is read.
 */
export async function readFailureBody(
  opened: OpenAnswer,
  deadline: Deadline,
): Promise<Pick<RawAnswer, 'body' | 'whole' | 'unpack'>> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  let whole = true;
  try {
    for await (const chunk of opened.unpacked?.() ?? opened) {
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
  return { body: joined(chunks), whole, unpack: undefined };
}
