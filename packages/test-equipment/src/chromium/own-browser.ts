import type { Browser } from 'playwright-core';
import { launch } from './launch.ts';
import { SharedChromium } from './shared-chromium.ts';

/** A headless Chromium for a program that is no test run: unpacked for it, and gone with it. */
export interface OwnBrowser extends AsyncDisposable {
  readonly browser: Browser;
}

/** @throws Error that says what to do where it cannot run on this machine. */
export async function startOwnBrowser(): Promise<OwnBrowser> {
  const unpacked = new SharedChromium();
  try {
    const browser = await launch(await unpacked.program());
    return {
      browser,
      async [Symbol.asyncDispose]() {
        await browser.close();
        await unpacked.close();
      },
    };
  } catch (error) {
    await unpacked.close();
    throw error;
  }
}
