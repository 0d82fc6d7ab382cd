import { build } from 'esbuild';
import type * as client from '../src/index.ts';

/** The client, bundled as for a page. */
interface PageBundle {
  /** What the bundler objected to. */
  readonly errors: readonly string[];
  /** What is left to be imported when it runs. */
  readonly imports: readonly string[];
  readonly text: string;
  /** Runs it. */
  load(): Promise<typeof client>;
}

/** Bundles a program that imports the package by its name, as its users do. */
export async function pageBundle(program: string): Promise<PageBundle> {
  const { errors, outputFiles, metafile } = await build({
    stdin: { contents: program, resolveDir: `${import.meta.dirname}/../../../apps/demo` },
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    platform: 'browser',
    format: 'esm',
    conditions: ['browser'],
    logLevel: 'silent',
  });
  const text = outputFiles[0]?.text ?? '';
  return {
    errors: errors.map((error) => error.text),
    imports: Object.values(metafile.outputs).flatMap((output) => output.imports.map(({ path }) => path)),
    text,
    async load() {
      return (await import(`data:text/javascript,${encodeURIComponent(text)}`)) as typeof client;
    },
  };
}
