import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { consumerSettings } from '../consumer-settings.ts';
import { published, root } from '../workspaces.ts';
import { startCommand } from './emulator.ts';
import type { Node } from './nodes.ts';
import { npm } from './npm.ts';
import type { LocalRegistry } from './registry.ts';
import { run } from './run.ts';

/** A way to use the packages: a folder of `scripts/consumer`, and what its package.json says. */
export interface Dialect {
  readonly name: 'esm-javascript' | 'esm-typescript' | 'commonjs';
  readonly type: 'module' | 'commonjs';
  readonly main: 'main.js' | 'main.ts';
}

export const dialects: readonly Dialect[] = [
  { name: 'esm-javascript', type: 'module', main: 'main.js' },
  { name: 'esm-typescript', type: 'module', main: 'main.ts' },
  { name: 'commonjs', type: 'commonjs', main: 'main.js' },
];

/** A blank project with the packages installed, on one Node, and in it a folder for each dialect. */
export interface Consumer {
  readonly folder: string;
  readonly node: Node;
}

/** Installs what is published, with no script of any package run, and nothing else but the types of Node. */
export async function install(place: string, node: Node, registry: LocalRegistry): Promise<Consumer> {
  const folder = join(place, `node-${node.version}`);
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'consumer', private: true }));
  const names = published().map(({ manifest: { name } }) => name);
  const types = `@types/node@${node.version.split('.')[0]}`;
  await npm(['install', '--ignore-scripts', '--engine-strict', ...names, types], {
    cwd: folder,
    first: node.folder,
    userConfig: registry.userConfig,
  });
  judgeSource(folder, registry);
  for (const { name, type } of dialects) {
    cpSync(join(root, 'scripts/consumer', name), join(folder, name), { recursive: true });
    cpSync(join(root, 'scripts/consumer/calls.cjs'), join(folder, name, 'calls.cjs'));
    writeFileSync(join(folder, name, 'package.json'), JSON.stringify({ name, type, private: true }));
  }
  return { folder, node };
}

/** Calls each client, a stream and a device, against the emulator that is installed beside them. */
export async function use({ folder, node }: Consumer, { name, main }: Dialect): Promise<void> {
  const bin = join(folder, 'node_modules/.bin/bimodal-emulator');
  await using emulator = await startCommand(bin, [], { cwd: folder, first: node.folder });
  await run('node', [main], { cwd: join(folder, name), first: node.folder, env: emulator.env });
}

/** @param compiler the package of the root that holds it. */
export async function typeCheck(
  { folder }: Consumer,
  compiler: 'typescript' | 'typescript-5.9',
): Promise<void> {
  const project = join(folder, 'esm-typescript');
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(consumerSettings));
  await run(process.execPath, [join(root, 'node_modules', compiler, 'bin/tsc'), '-p', project], {
    cwd: project,
  });
}

/** @throws Error if one of our packages came from elsewhere than from the local registry. */
function judgeSource(folder: string, { url }: LocalRegistry): void {
  const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, Locked>>;
  };
  for (const { manifest } of published()) {
    const locked = packages[`node_modules/${manifest.name}`];
    if (!locked?.resolved?.startsWith(url))
      throw new Error(`${manifest.name} is not from the local registry.`);
    if (locked.hasInstallScript) throw new Error(`${manifest.name} runs something at installation.`);
  }
}

interface Locked {
  readonly resolved?: string;
  readonly hasInstallScript?: true;
}
