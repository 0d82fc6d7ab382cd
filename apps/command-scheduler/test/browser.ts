import chromium from '@sparticuz/chromium';
import { chromium as playwright, type Browser } from 'playwright-core';
import { vi } from 'vitest';

/**
 * Starts a headless Chromium that comes from npm packages: nothing is installed, nothing downloaded. It reaches this
 * machine only.
 */
export async function startBrowser(): Promise<Browser> {
  // Its first use on a machine unpacks it; another test that comes meanwhile finds a part of it, and has to wait.
  return vi.waitFor(launch, { timeout: 60_000, interval: 500 });
}

async function launch(): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    // The sandbox needs what a process started by root does not get.
    args: [...chromium.args, '--no-sandbox', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
    headless: true,
  });
}
