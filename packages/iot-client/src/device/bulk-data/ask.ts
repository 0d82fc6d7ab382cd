import { onlyOnce } from '@bimodal/auth-core/internal';
import { randomUUID } from 'node:crypto';
import { TimeoutError } from '@bimodal/auth-core';
import { unconfirmed, type MqttSession } from '../mqtt/session.ts';
import type { BulkDataResponse } from './bulk-data.ts';

interface Question {
  readonly session: () => Promise<MqttSession>;
  /** Of the label: question and answer go beside it. */
  readonly topic: string;
  readonly payload: object;
  readonly timeout: number;
  readonly signal: AbortSignal | null | undefined;
}

/** Asks, and waits for the answer that names the question. @throws TimeoutError, ConnectionError, or `signal.reason`. */
export async function ask({ session, topic, payload, timeout, signal }: Question): Promise<BulkDataResponse> {
  signal?.throwIfAborted();
  const requestId = randomUUID();
  const { promise, resolve, reject } = Promise.withResolvers<BulkDataResponse>();
  const over = new AbortController();
  const hear = (text: string): void => {
    const response = readResponse(text, requestId);
    if (response !== undefined) resolve(response);
  };
  const send = async (): Promise<void> => {
    const line = await session();
    if (over.signal.aborted) return;
    const forget = line.onEnd(() => reject(unconfirmed()));
    over.signal.addEventListener('abort', () => {
      forget();
      line.unsubscribe(`${topic}/response`, hear);
    });
    await line.subscribe(`${topic}/response`, hear);
    if (!over.signal.aborted)
      await line.publish(`${topic}/request`, JSON.stringify({ requestId, payload }), 1);
  };
  const abort = (): void => reject(signal?.reason);
  const timer = setTimeout(() => {
    reject(new TimeoutError(`Nothing was answered on ${topic} within ${timeout} ms.`, { timeout }));
  }, timeout);
  signal?.addEventListener('abort', abort, onlyOnce);
  send().catch(reject);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
    over.abort();
  }
}

/** What was answered to the question; undefined where it is another's, or none. */
function readResponse(text: string, requestId: string): BulkDataResponse | undefined {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof message !== 'object' || message === null || Reflect.get(message, 'requestId') !== requestId) {
    return undefined;
  }
  return { status: Reflect.get(message, 'status'), payload: Reflect.get(message, 'payload') };
}
