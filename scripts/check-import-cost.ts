/**
 * Importing a published client must not load undici, which waits for the first call, and nothing loads zod. Runs in the
 * consumer's project, a fresh process for each entry, and measures what each costs.
 */
import { spawnSync } from 'node:child_process';
import { consumer } from './tarballs.ts';

interface Loaded {
  readonly milliseconds: number;
  readonly zod: boolean;
  readonly undici: boolean;
}

const program = (load: string): string => `
  const { registerHooks, createRequire } = require('node:module');
  const urls = [];
  registerHooks({ load(url, context, next) { urls.push(url); return next(url, context); } });
  const started = performance.now();
  const report = () => console.log(JSON.stringify({
    milliseconds: performance.now() - started,
    zod: '__zod_globalRegistry' in globalThis || urls.some((url) => /\\/zod\\//.test(url)),
    undici: urls.some((url) => /\\/undici\\//.test(url)),
  }));
  Promise.resolve(${load}).then(report);
`;

function measure(load: string): Loaded {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['-e', program(load)], {
    cwd: consumer,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${load} failed:\n${stderr}`);
  return JSON.parse(stdout) as Loaded;
}

let problems = 0;
function expectLoaded(load: string, zod: boolean, undici: boolean): void {
  const loaded = measure(load);
  const words = `${load}: ${loaded.milliseconds.toFixed(0)} ms, zod ${loaded.zod}, undici ${loaded.undici}`;
  if (loaded.zod === zod && loaded.undici === undici) return console.log(words);
  problems += 1;
  console.error(`${words}; expected zod ${zod}, undici ${undici}`);
}

for (const name of ['auth-core', 'analytics-client', 'iot-client']) {
  expectLoaded(`import('@bimodal/${name}')`, false, false);
  expectLoaded(`require('@bimodal/${name}')`, false, false);
}
for (const name of ['analytics-client', 'iot-client']) {
  expectLoaded(`import('@bimodal/${name}/contract')`, false, false);
}
expectLoaded(`import('undici')`, false, true);
process.exitCode = problems === 0 ? 0 : 1;
