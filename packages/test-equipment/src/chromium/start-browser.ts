import packaged from '@sparticuz/chromium';
import { chromium, type Browser } from 'playwright-core';
import { ask } from '../run/ask.ts';

/**
 * Starts a headless Chromium that comes from an npm package: nothing is installed, nothing downloaded. It reaches this
 * machine only.
 *
 * @throws Error that says what to do, at once, where it cannot run on this machine.
 */
export async function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: (await ask('chromium')) as string,
    // The sandbox needs what a process started by root does not get.
    args: [...packaged.args, '--no-sandbox', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
    headless: true,
  });
}
