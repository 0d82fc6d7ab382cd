import { joined } from '../../values/joined.ts';
import { maxFailureBytes, type RawAnswer } from '../answers.ts';
import type { OutgoingRequest } from '../outgoing-request.ts';
import type { TimeLimit } from '../time-limit.ts';
import { TransportFailure } from '../transport-failure.ts';
import { fetchOnce, type Begun, type Fetch } from './fetch-once.ts';
import { refuseHiddenRedirect } from './hidden-redirect.ts';
import { headersOf, isFramed } from './response-headers.ts';

/** Sends a request and reads its whole body, no more of it than `maxBytes`. */
export async function send(
  fetch: Fetch,
  request: OutgoingRequest,
  deadline: TimeLimit,
  maxBytes: number,
): Promise<RawAnswer> {
  const begun = await fetchOnce(fetch, request, deadline);
  const { response } = begun;
  refuseHiddenRedirect(response);
  if (response.status >= 300) return refusalOf(begun, deadline);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunksOf(begun, deadline)) {
    bytes += chunk.length;
    if (bytes > maxBytes) {
      const failure = new TransportFailure('too large', undefined);
      begun.stop(failure);
      throw failure;
    }
    chunks.push(chunk);
  }
  return { ...headOf(response), body: joined(chunks), whole: true };
}

/** A failure, with the beginning of its body. */
export async function refusalOf(begun: Begun, deadline: TimeLimit): Promise<RawAnswer> {
  return { ...headOf(begun.response), ...(await beginning(begun, deadline)) };
}

function headOf({ status, headers }: Response): Omit<RawAnswer, 'body' | 'whole'> {
  return { status, headers: headersOf(headers), framed: isFramed(headers), unpack: undefined };
}

/** The beginning of a failure's body; its status stands, whatever becomes of the rest. */
async function beginning(begun: Begun, deadline: TimeLimit): Promise<Pick<RawAnswer, 'body' | 'whole'>> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of chunksOf(begun, deadline)) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes <= maxFailureBytes) continue;
      begun.stop(new Error('Enough of the failure was read.'));
      return { body: joined(chunks), whole: false };
    }
    return { body: joined(chunks), whole: true };
  } catch {
    deadline.check();
    return { body: joined(chunks), whole: false };
  }
}

/** The body as it arrives. Throws the reason for which it was given up, or a `TransportFailure` where it broke off. */
export async function* chunksOf(
  { response, stopped }: Begun,
  deadline: TimeLimit,
): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = response.body?.getReader();
  if (reader === undefined) return;
  for (;;) {
    const read = await Promise.race([reader.read(), stopped]).catch((error: unknown) => {
      deadline.check();
      throw new TransportFailure('body', error);
    });
    if (read.done) return;
    yield read.value;
  }
}
