import { headerPairs } from '../checks/header-text.ts';
import { ownCopy } from '../values/own-copy.ts';
import type { StepRequest } from '../options/settings.ts';

/** Runs the user's step over the headers so far, and puts what it made of them in their place. */
export async function runStep(
  step: (request: StepRequest) => void | Promise<void>,
  method: string,
  url: string,
  headers: string[],
): Promise<void> {
  const shown = ownCopy<Record<string, string>>({});
  // The body's own header is shown to nobody: it belongs to the encoding.
  const kept: string[] = [];
  for (let index = 0; index < headers.length; index += 2) {
    const name = headers[index] ?? '';
    const value = headers[index + 1] ?? '';
    if (name === 'content-type') kept.push(name, value);
    else shown[name] = value;
  }
  await step(Object.freeze({ method, url, headers: shown }));
  headers.length = 0;
  headers.push(...kept, ...headerPairs(shown));
}
