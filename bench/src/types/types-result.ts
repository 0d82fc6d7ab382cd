import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Progress, Result } from '../bench-result.ts';
import { packedProject } from '../packed-project.ts';
import { markdownTable } from '../report/markdown-table.ts';
import { median } from '../report/median.ts';
import { typeConsumers } from './consumers.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../../..');

const rounds = 7;

interface TypesRow {
  readonly client: string;
  readonly calls: number;
  /** Type instantiations that the file with the calls costs, over a file with nothing in it. */
  readonly instantiations: number;
  readonly checkSeconds: number;
  readonly memoryMiB: number;
}

/** What one run of the type checker says of itself. */
interface Check {
  readonly instantiations: number;
  readonly seconds: number;
  readonly memory: number;
}

/** `pnpm bench types`: what 50 calls cost the type checker (TypeScript 5.9) of somebody who uses the published types. */
export async function typesResult(progress: Progress): Promise<Result> {
  const project = await packedProject(progress);
  const checks = new Map<string, Check[]>();
  for (let round = 1; round <= rounds; round += 1) {
    for (const { client, packed, source } of typeConsumers) {
      progress(`${client}, round ${round} of ${rounds}`);
      const checked = await check(packed ? project : join(root, 'bench'), source);
      checks.set(client, [...(checks.get(client) ?? []), checked]);
    }
  }
  const rows: TypesRow[] = [];
  for (const { client, packed } of typeConsumers) {
    const empty = await check(packed ? project : join(root, 'bench'), 'export {};\n');
    const full = checks.get(client) ?? [];
    rows.push({
      client,
      calls: 50,
      instantiations: (full[0]?.instantiations ?? 0) - empty.instantiations,
      checkSeconds: median(full.map(({ seconds }) => seconds)),
      memoryMiB: median(full.map(({ memory }) => memory)),
    });
  }
  const cells = rows.map((row) => [row.client, row.instantiations, row.checkSeconds, row.memoryMiB]);
  const columns = ['client', 'instantiations', 'check time, s', 'memory, MiB'];
  const text = `50 calls in one file, TypeScript 5.9, \`skipLibCheck\`; instantiations over those of an empty file, medians of ${rounds} alternated runs.\n\n${markdownTable(columns, cells)}`;
  return { rows, text };
}

async function check(folder: string, source: string): Promise<Check> {
  const place = await mkdtemp(join(folder, '.types-'));
  try {
    const compilerOptions = {
      module: 'nodenext',
      target: 'es2022',
      strict: true,
      skipLibCheck: true,
      noEmit: true,
      types: ['node'],
      typeRoots: [join(root, 'node_modules/@types')],
    };
    await writeFile(join(place, 'package.json'), '{ "type": "module" }');
    await writeFile(join(place, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['calls.ts'] }));
    await writeFile(join(place, 'calls.ts'), source);
    const tsc = join(root, 'node_modules/typescript-5.9/bin/tsc');
    const { stdout } = await run(process.execPath, [tsc, '-p', place, '--extendedDiagnostics']).catch(
      (error: { stdout?: string }) => {
        throw new Error(`The calls do not pass the type checker:\n${error.stdout ?? ''}`);
      },
    );
    return {
      instantiations: figure(stdout, 'Instantiations'),
      seconds: figure(stdout, 'Check time'),
      memory: Math.round(figure(stdout, 'Memory used') / 1024),
    };
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

function figure(text: string, name: string): number {
  const found = new RegExp(`^${name}:\\s+([\\d.]+)`, 'm').exec(text)?.[1];
  if (found === undefined) throw new Error(`The type checker did not say "${name}".`);
  return Number(found);
}
