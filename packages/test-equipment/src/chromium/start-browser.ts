import type { Browser } from 'playwright-core';
import { ask } from '../run/ask.ts';
import { launch } from './launch.ts';

/**
 * Starts a headless Chromium that comes from an npm package: nothing is installed, nothing downloaded. It reaches this
 * machine only.
 *
 * @throws Error that says what to do, at once, where it cannot run on this machine.
 */
export async function startBrowser(): Promise<Browser> {
  return launch((await ask('chromium')) as string);
}
