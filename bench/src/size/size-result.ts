import { gzipSync } from 'node:zlib';
import { build, type Platform } from 'esbuild';
import type { Progress, Result } from '../bench-result.ts';
import { packedProject } from '../packed-project.ts';
import { markdownTable } from '../report/markdown-table.ts';

/** A client as somebody bundles it. */
interface Target {
  readonly client: string;
  readonly source: string;
  readonly runtime: string;
  readonly platform: Platform;
  readonly conditions: string[];
  /** KB gzipped that it should have at most. */
  readonly most: number | undefined;
}

interface SizeRow {
  readonly client: string;
  readonly runtime: string;
  readonly minifiedBytes?: number;
  readonly gzippedBytes?: number;
  readonly mostGzippedBytes?: number | undefined;
  /** Why it cannot be bundled. */
  readonly failure?: string;
}

const iot = { client: 'IotClient', source: `export { IotClient, modeCloudKey } from '@bimodal/iot-client';` };
const analytics = {
  client: 'AnalyticsClient',
  source: `export { AnalyticsClient, basic } from '@bimodal/analytics-client';`,
};
const node = { runtime: 'Node, with undici', platform: 'node', conditions: [], most: undefined } as const;

const targets: readonly Target[] = [
  { ...iot, runtime: 'a page', platform: 'browser', conditions: ['browser'], most: 35 },
  { ...analytics, runtime: 'workerd', platform: 'browser', conditions: ['workerd', 'worker'], most: 45 },
  { ...iot, ...node, conditions: ['node'] },
  { ...analytics, ...node, conditions: ['node'] },
];

/** `pnpm bench size`: what a client adds to a bundle, everything included. */
export async function sizeResult(progress: Progress): Promise<Result> {
  const project = await packedProject(progress);
  const rows: SizeRow[] = [];
  for (const target of targets) rows.push(await measure(target, project));
  const cells = rows.map((row) => [
    row.client,
    row.runtime,
    kilobytes(row.minifiedBytes),
    row.failure ?? kilobytes(row.gzippedBytes),
    kilobytes(row.mostGzippedBytes),
  ]);
  const head = ['client', 'bundled for', 'minified, KB', 'gzipped, KB', 'at most, KB'];
  const text = `A client and the maker of its credential, as packed for publishing, bundled and minified by esbuild with all that they may load, in one file. KB are 1,000 bytes.\n\n${markdownTable(head, cells)}`;
  return { rows, text };
}

async function measure(target: Target, project: string): Promise<SizeRow> {
  const { client, runtime, platform, conditions, most } = target;
  const row = { client, runtime, mostGzippedBytes: most === undefined ? undefined : most * 1000 };
  try {
    const { outputFiles } = await build({
      stdin: { contents: target.source, resolveDir: project },
      bundle: true,
      minify: true,
      format: 'esm',
      platform,
      conditions,
      write: false,
      logLevel: 'silent',
    });
    const contents = outputFiles[0]?.contents ?? new Uint8Array();
    return { ...row, minifiedBytes: contents.length, gzippedBytes: gzipSync(contents, { level: 9 }).length };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return { ...row, failure: `does not bundle: ${text.split('\n', 2).join(' ')}` };
  }
}

function kilobytes(bytes: number | undefined): string {
  return bytes === undefined ? '' : (bytes / 1000).toFixed(1);
}
