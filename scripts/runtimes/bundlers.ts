import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { run } from '../release/run.ts';
import type { Bundle } from './bundled.ts';
import { equip } from './equip.ts';

/** esbuild, with the conditions of a runtime. */
export function esbuild(equipment: 'workerd' | 'chromium-esbuild', conditions: string): Bundle {
  return async (entry, out) => {
    const program = join(await equip(equipment), 'esbuild/bin/esbuild');
    const target = ['--bundle', '--format=esm', '--platform=browser', `--conditions=${conditions}`];
    await run(program, [entry, ...target, `--outfile=${out}`, '--log-limit=1'], { cwd: dirname(entry) });
  };
}

/** Vite as it is set up to build a page, but for the names of the files. */
export const vite: Bundle = async (entry, out) => {
  const program = pathToFileURL(join(await equip('chromium-vite'), 'vite/dist/node/index.js')).href;
  const settings = {
    root: dirname(entry),
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: `${out}.built`,
      // A page's own module: what it exports is of no use to anybody, and what it does is.
      rolldownOptions: {
        input: entry,
        preserveEntrySignatures: 'allow-extension',
        output: { entryFileNames: 'out.js', codeSplitting: false },
      },
    },
  };
  const build = `const { build } = await import(${JSON.stringify(program)});
    const { copyFileSync } = await import('node:fs');
    const noNode = {
      name: 'no-node',
      enforce: 'pre',
      resolveId(id) {
        if (id.startsWith('node:')) throw new Error(id + ' is an empty module in a page');
      },
    };
    await build({ ...${JSON.stringify(settings)}, plugins: [noNode] });
    copyFileSync(${JSON.stringify(`${out}.built/out.js`)}, ${JSON.stringify(out)});`;
  await run(process.execPath, ['--input-type=module', '-e', build], { cwd: dirname(entry) });
};
