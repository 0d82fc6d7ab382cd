import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startOwnBrowser } from '@bimodal/test-equipment/chromium';
import { bundleProbes, type Bundle } from './bundled.ts';
import { esbuild, vite } from './bundlers.ts';
import { rowsIn, type Row } from './row.ts';
import type { Runtime } from './runtime.ts';

const main = `
globalThis.probes = async (stage) => {
  const lines = [];
  await globalThis.runBimodalProbes(lib, stage, { page: true, files: false }, (line) => lines.push(line));
  return lines.join('\\n');
};`;

/** A page of Chromium, bundled as pages are. */
function page(name: string, bundle: Bundle): Runtime {
  return {
    name,
    async probe(project, stage) {
      const file = await bundleProbes(project, name, main, bundle);
      return inPage(name, await readFile(file, 'utf8'), stage);
    },
  };
}

export const chromiumRuntimes: readonly Runtime[] = [
  page('chromium-esbuild', esbuild('chromium-esbuild', 'browser')),
  page('chromium-vite', vite),
];

async function inPage(name: string, script: string, stage: object): Promise<readonly Row[]> {
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : '<!doctype html><script type="module" src="/page.js"></script>');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await using own = await startOwnBrowser();
    const tab = await own.browser.newPage();
    const errors: string[] = [];
    tab.on('pageerror', (error) => errors.push(error.message));
    await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { waitUntil: 'load' });
    if (errors.length > 0) throw new Error(`the bundle does not start: ${errors.join(' ')}`);
    const told = JSON.stringify(stage);
    return rowsIn(name, String(await tab.evaluate(`globalThis.probes(${told})`)));
  } finally {
    server.close();
    server.closeAllConnections();
  }
}
