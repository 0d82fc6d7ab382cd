/**
 * `pnpm release:check`: builds and packs every package, publishes the tarballs to a registry on this machine, and installs
 * them from there into blank projects on each Node that is supported, where they are type-checked and used. What else they
 * need comes from the registry that npm is configured for.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dialects, install, typeCheck, use, type Consumer } from './release/consumer.ts';
import { node, versions, type Node } from './release/nodes.ts';
import { publish, startRegistry, type LocalRegistry } from './release/registry.ts';
import { run } from './release/run.ts';
import { table, type Cell } from './release/table.ts';
import { tarballs } from './tarballs.ts';
import { root } from './workspaces.ts';

const cells: Cell[] = [];

async function record(row: string, { version }: Node, step: () => Promise<void>): Promise<void> {
  let failure: string | undefined;
  try {
    await step();
  } catch (error) {
    failure = error instanceof Error ? error.message : String(error);
  }
  cells.push({ row, column: `Node ${version}`, failure });
  console.log(`${failure === undefined ? 'ok  ' : 'FAIL'} ${row}, Node ${version}`);
  if (failure !== undefined) console.log(failure.replaceAll(/^/gm, '     '));
}

async function consume(place: string, on: Node, registry: LocalRegistry): Promise<void> {
  let consumer: Consumer | undefined;
  await record('npm install --ignore-scripts', on, async () => {
    consumer = await install(place, on, registry);
  });
  const installed = (): Consumer => {
    if (consumer) return consumer;
    throw new Error('Nothing is installed.');
  };
  for (const dialect of dialects) await record(dialect.name, on, async () => use(installed(), dialect));
  await record('types, TypeScript 5.9', on, async () => typeCheck(installed(), 'typescript-5.9'));
  await record('types, TypeScript 7', on, async () => typeCheck(installed(), 'typescript'));
}

const place = mkdtempSync(join(tmpdir(), 'bimodal-release-'));
try {
  await run('turbo', ['run', 'build', '--force', '--output-logs=errors-only'], { cwd: root });
  await run('node', ['scripts/check-pack.ts'], { cwd: root });
  await using registry = await startRegistry(join(place, 'registry'));
  await publish(registry, tarballs());
  console.log(`${tarballs().length} packages published to ${registry.url}`);
  for (const version of versions) {
    await consume(place, await node(version), registry);
  }
} finally {
  rmSync(place, { recursive: true, force: true });
}

const failed = cells.filter(({ failure }) => failure !== undefined).length;
console.log(`\n${table(cells)}\n\n${cells.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
