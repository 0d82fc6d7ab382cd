import { get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { relative } from 'node:path';
import { expect, inject } from 'vitest';
import type { Wish } from './equipment.ts';

/**
 * Asks the process of the test run for something that it has ready.
 *
 * @throws Error, with the test file that asks, where this machine cannot have it.
 */
export async function ask(wish: Wish, url: string = inject('equipment')): Promise<unknown> {
  const response = await answerOf(url + wish);
  const answer = await text(response);
  if (response.statusCode === 200) return JSON.parse(answer);
  const file = relative(process.cwd(), expect.getState().testPath ?? '');
  throw new Error(`${answer} (${file} needs it.)`);
}

/** Not by `fetch`, which gives up after five minutes, and which tests replace. */
function answerOf(url: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(url, { agent: false }, resolve).once('error', reject);
  });
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the process of the test run is asked for what is shared. */
    equipment: string;
  }
}
