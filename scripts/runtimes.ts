/**
 * `pnpm runtimes [name…] [--json] [--write]`: builds and packs the packages, installs them in a blank project, and runs the
 * same probes on every runtime that they are for. `--packed` takes what is packed already; `--write` prints docs/runtimes.md.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { run } from './release/run.ts';
import { pageOf } from './runtimes/page.ts';
import { blankProject } from './runtimes/project.ts';
import { inOneLine, type Row } from './runtimes/row.ts';
import type { Runtime } from './runtimes/runtime.ts';
import { runtimes } from './runtimes/runtimes.ts';
import { startStage } from './runtimes/stage.ts';
import { tableOf } from './runtimes/table.ts';
import { root } from './workspaces.ts';

const { values, positionals } = parseArgs({
  args: process.argv.slice(2).filter((argument) => argument !== '--'),
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    packed: { type: 'boolean', default: false },
  },
});

const unknown = positionals.filter((name) => !runtimes.some((runtime) => runtime.name === name));
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}, but ${runtimes.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}

async function probe(runtime: Runtime, project: string): Promise<readonly Row[]> {
  await using stage = await startStage();
  try {
    const found = await runtime.probe(project, stage.told);
    return found.map((row) => ({ ...row, note: row.note?.replaceAll(project, '') }));
  } catch (error) {
    const note = inOneLine(error instanceof Error ? error.message : String(error));
    return [{ runtime: runtime.name, probe: 'start', result: 'fail', note }];
  }
}

const place = mkdtempSync(join(tmpdir(), 'bimodal-runtimes-'));
const rows: Row[] = [];
try {
  if (!values.packed) {
    await run('turbo', ['run', 'build', '--force', '--output-logs=errors-only'], { cwd: root });
    await run(process.execPath, ['scripts/check-pack.ts'], { cwd: root });
  }
  const project = await blankProject(place);
  const asked = runtimes.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  for (const runtime of asked) {
    const found = await probe(runtime, project);
    rows.push(...found);
    const failed = found.filter(({ result }) => result === 'fail').length;
    console.error(`${runtime.name}: ${found.length} probes, ${failed} failed`);
  }
} finally {
  rmSync(place, { recursive: true, force: true });
}

if (values.json) console.log(JSON.stringify({ rows }));
else console.log(tableOf(rows));
if (values.write) writeFileSync(join(root, 'docs/runtimes.md'), pageOf(rows));
process.exitCode = rows.some(({ result }) => result === 'fail') ? 1 : 0;
