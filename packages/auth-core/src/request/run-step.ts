import { headerPairs } from '../checks/header-text.ts';
import { ownCopy } from '../values/own-copy.ts';
import type { StepRequest } from '../options/settings.ts';

/**
 * Runs the user's step over the headers so far, and puts what it made of them in their place.
 *
 * @returns those that it added or changed, flat.
 */
export async function runStep(
  step: (request: StepRequest) => void | Promise<void>,
  method: string,
  url: string,
  headers: string[],
): Promise<readonly string[]> {
  const shown = ownCopy<Record<string, string>>({});
  // The body's own header is shown to nobody: it belongs to the encoding.
  const kept: string[] = [];
  const before = new Map<string, string>();
  for (let index = 0; index < headers.length; index += 2) {
    const name = headers[index] ?? '';
    const value = headers[index + 1] ?? '';
    if (name === 'content-type') kept.push(name, value);
    else {
      shown[name] = value;
      before.set(name, value);
    }
  }
  await step(Object.freeze({ method, url, headers: shown }));
  const pairs = headerPairs(shown);
  const set: string[] = [];
  for (let index = 0; index < pairs.length; index += 2) {
    const [name = '', value = ''] = [pairs[index], pairs[index + 1]];
    if (before.get(name) !== value) set.push(name, value);
  }
  headers.length = 0;
  headers.push(...kept, ...pairs);
  return set;
}
