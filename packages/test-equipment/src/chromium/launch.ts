import packaged from '@sparticuz/chromium';
import { chromium, type Browser } from 'playwright-core';

/** Starts a Chromium that reaches this machine only. */
export function launch(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    // The sandbox needs what a process started by root does not get.
    args: [...packaged.args, '--no-sandbox', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
    headless: true,
  });
}
