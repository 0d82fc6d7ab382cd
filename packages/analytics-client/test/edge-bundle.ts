import { build } from 'esbuild';
import type * as client from '../src/index.ts';

/** The client, bundled as for a runtime that has nothing of Node's. */
export interface EdgeBundle {
  /** What the bundler objected to. */
  readonly errors: readonly string[];
  readonly text: string;
  /** Runs it. */
  load(): Promise<typeof client>;
}

/** Bundles all that the client exports, or what a program takes of it. */
export async function edgeBundle(program = "export * from '@bimodal/analytics-client'"): Promise<EdgeBundle> {
  const { errors, outputFiles } = await build({
    // The program imports the package by its name, as its users do.
    stdin: { contents: program, resolveDir: `${import.meta.dirname}/../../../apps/demo` },
    bundle: true,
    minify: true,
    write: false,
    platform: 'browser',
    format: 'esm',
    conditions: ['workerd'],
    logLevel: 'silent',
  });
  const text = outputFiles[0]?.text ?? '';
  return {
    errors: errors.map((error) => error.text),
    text,
    async load() {
      return (await import(`data:text/javascript,${encodeURIComponent(text)}`)) as typeof client;
    },
  };
}
