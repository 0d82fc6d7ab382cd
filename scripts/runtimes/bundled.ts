import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inOneLine } from './row.ts';

/** Bundles an entry of a project into one file of an ES module. */
export type Bundle = (entry: string, out: string) => Promise<void>;

/** What the probes load, by the names that they have for it. `device` needs files, which nothing that is bundled has. */
const entries = {
  analytics: '@bimodal/analytics-client',
  iot: '@bimodal/iot-client',
  core: '@bimodal/auth-core',
};
const scripts = ['kit', 'analytics', 'cloud', 'copies', 'run-probes'];

/**
 * Bundles the probes with the packages, for a runtime that loads one file. A package that cannot be bundled, or not be started, is
 * left out and fails in each probe that needs it.
 *
 * @param main what the file does with `lib`.
 */
export async function bundleProbes(
  project: string,
  name: string,
  main: string,
  bundle: Bundle,
): Promise<string> {
  const lines = scripts.map((script) => `import './${script}.js';`);
  const lib: string[] = [];
  for (const [key, entry] of Object.entries(entries)) {
    const trial = join(project, `${name}-${key}.mjs`);
    writeFileSync(trial, `export * from '${entry}';\n`);
    try {
      await bundle(trial, join(project, `${name}-${key}.out.js`));
      lines.push(`import * as ${key} from '${entry}';`);
      lib.push(`${key}: async () => ${key}`);
    } catch (error) {
      const why = JSON.stringify(`does not bundle: ${firstError(error)}`);
      lib.push(`async ${key}() { throw new Error(${why}); }`);
    }
  }
  const file = join(project, `${name}.mjs`);
  writeFileSync(file, [...lines, `const lib = { ${lib.join(',\n')} };`, main].join('\n'));
  const out = join(project, `${name}.out.js`);
  await bundle(file, out);
  return out;
}

/** Bundlers tell of every error at once: one says enough. */
function firstError(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return inOneLine(/(?:\[ERROR\]|Error:) (.*)/.exec(text)?.[1] ?? text);
}
