import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Progress, Result } from '../bench-result.ts';
import { packedProject } from '../packed-project.ts';
import { markdownTable } from '../report/markdown-table.ts';
import { median } from '../report/median.ts';
import { reportPath } from '../server/report.ts';
import { startServer } from '../server/start-server.ts';
import { programs, type Program } from './programs.ts';

const run = promisify(execFile);
const rounds = 15;

interface ImportRow {
  readonly client: string;
  readonly importMilliseconds: number;
  readonly importAndCallMilliseconds: number;
}

interface Times {
  readonly imported: number;
  readonly called: number;
}

/** `pnpm bench import`: milliseconds to import, and to import and make one call, each in a fresh process. */
export async function importResult(progress: Progress): Promise<Result> {
  const project = await packedProject(progress);
  using server = await startServer();
  const times = new Map<string, Times[]>(programs.map(({ client }) => [client, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const program of programs) {
      const folder = program.packed ? project : join(import.meta.dirname, '../..');
      times.get(program.client)?.push(await measure(program, folder, server.url));
    }
    progress(`round ${round + 1} of ${rounds}`);
  }
  const rows: ImportRow[] = [...times].map(([client, all]) => ({
    client,
    importMilliseconds: rounded(median(all.map(({ imported }) => imported))),
    importAndCallMilliseconds: rounded(median(all.map(({ called }) => called))),
  }));
  const cells = rows.map((row) => [row.client, row.importMilliseconds, row.importAndCallMilliseconds]);
  const table = markdownTable(['client', 'import, ms', 'import and one call, ms'], cells);
  const text = `Medians of ${rounds} fresh processes each, in turns, over the start of node itself. bimodal as packed for publishing, its call validated; the others as installed.\n\n${table}`;
  return { rows, text };
}

async function measure(program: Program, folder: string, url: string): Promise<Times> {
  const source = `
    const [url, path] = process.argv.slice(1);
    const started = performance.now();
    ${program.load}
    const imported = performance.now() - started;
    ${program.call}
    console.log(JSON.stringify({ imported, called: performance.now() - started }));
    process.exit(0);`;
  const args = ['--input-type=module', '-e', source, '--', url, reportPath];
  const { stdout } = await run(process.execPath, args, { cwd: folder });
  return JSON.parse(stdout) as Times;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
