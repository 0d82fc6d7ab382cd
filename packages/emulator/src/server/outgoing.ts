import type { Called } from './call.ts';
import type { Deviations } from './deviations.ts';
import { issuesInWords } from './issues.ts';
import type { Identity, Manner, Platform } from './platform.ts';
import { Refusal } from './refusal.ts';
import type { Outgoing } from './send.ts';

/** A handler's answer for the wire. JSON is judged strictly first: what the emulator says must be in the contract. */
export function outgoing<I extends Identity>(
  platform: Platform<I>,
  { operation, answer }: Called,
  deviations: Deviations,
): Outgoing {
  const status = answer.status ?? operation.status ?? 200;
  const headers = { ...platform.cors?.answer, ...answer.headers };
  if (answer.stream) return { status, headers, body: answer.stream };
  // Lists may say without a body that they have nothing to show.
  if (operation.page && answer.status === 204) return { status: 204, headers, body: undefined };
  const text = answer.body === undefined ? undefined : JSON.stringify(answer.body);
  if (!operation.stream) {
    const written: unknown = text === undefined ? undefined : JSON.parse(text);
    platform.contract.normalise(operation, written);
    const issues = platform.contract.judge(operation, written);
    if (issues.length > 0) {
      deviations.add({ kind: 'answer', platform: platform.name, operation: operation.id, issues });
      throw new Refusal(
        500,
        `The emulator's own answer to ${operation.id} is wrong: ${issuesInWords(issues)}`,
      );
    }
  }
  return { status, ...json(platform, text, headers) };
}

/** A refusal in the platform's words. */
export function refused(manner: Manner, refusal: Refusal): Outgoing {
  const body = manner.envelope(refusal);
  const text = body === undefined ? undefined : JSON.stringify(body);
  return {
    status: refusal.status,
    ...json(manner, text, { ...manner.cors?.answer, ...refusal.headers }),
  };
}

function json(
  { mediaType }: Manner,
  text: string | undefined,
  headers: Readonly<Record<string, string>>,
): Pick<Outgoing, 'headers' | 'body'> {
  if (text === undefined) return { headers, body: undefined };
  return { headers: { 'content-type': mediaType, ...headers }, body: Buffer.from(text) };
}
