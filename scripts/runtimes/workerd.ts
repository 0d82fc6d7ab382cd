import { dirname, join } from 'node:path';
import { run } from '../release/run.ts';
import { bundleProbes } from './bundled.ts';
import { esbuild } from './bundlers.ts';
import { equip } from './equip.ts';
import { rowsIn } from './row.ts';
import type { Runtime } from './runtime.ts';

const worker = `
export default {
  async fetch(request) {
    const lines = [];
    await globalThis.runBimodalProbes(lib, await request.json(), { files: false }, (line) => lines.push(line));
    return new Response(lines.join('\\n'));
  },
};`;

/** Cloudflare's runtime, by miniflare, without its emulation of Node. */
export const workerd: Runtime = {
  name: 'workerd',
  async probe(project, stage) {
    const script = await bundleProbes(project, 'workerd', worker, esbuild('workerd', 'workerd,worker'));
    const miniflare = join(await equip('workerd'), 'miniflare/dist/src/index.js');
    const start = `
      const { createRequire } = await import('node:module');
      const { Miniflare } = createRequire(import.meta.url)(${JSON.stringify(miniflare)});
      const flare = new Miniflare({ modules: true, scriptPath: ${JSON.stringify(script)}, compatibilityDate: '2026-07-01', host: '127.0.0.1' });
      const answer = await flare.dispatchFetch('http://127.0.0.1/', { method: 'POST', body: ${JSON.stringify(JSON.stringify(stage))} });
      console.log(await answer.text());
      await flare.dispose();`;
    const printed = await run(process.execPath, ['--input-type=module', '-e', start], {
      cwd: dirname(script),
    });
    const rows = rowsIn('workerd', printed);
    if (rows.length === 0) throw new Error(printed);
    return rows;
  },
};
