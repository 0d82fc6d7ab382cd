/**
 * Packs what would be published and installs it into an empty project, as a user's `npm install` lays it out. What is
 * packed has to hold what it needs and no more, within the bounds of its size.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { bounds } from './pack/bounds.ts';
import { judgePackage, unpackedSize } from './pack/judge-package.ts';
import { readPackage } from './pack/read-package.ts';
import { consumer, packed } from './tarballs.ts';
import { published, root, type Workspace } from './workspaces.ts';

const modules = `${consumer}/node_modules`;

function pack({ folder, manifest }: Workspace): void {
  execFileSync('pnpm', ['pack', '--pack-destination', packed], {
    cwd: `${root}/${folder}`,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const tarball = `${packed}/${manifest.name.replace('@', '').replace('/', '-')}-${manifest.version}.tgz`;
  mkdirSync(`${modules}/${manifest.name}`, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', `${modules}/${manifest.name}`, '--strip-components=1']);
  report(tarball, manifest.name);
}

function report(tarball: string, name: string): void {
  const read = readPackage(tarball, `${modules}/${name}`);
  const kib = (bytes: number): string => `${(bytes / 1024).toFixed(0)} KiB`;
  const sizes = `${kib(read.size)} packed, ${kib(unpackedSize(read.files))} unpacked`;
  console.log(`${name.padEnd(26)} ${read.files.size} files, ${sizes}`);
  for (const problem of judgePackage(read, bounds[name])) {
    console.error(`${name}: ${problem}`);
    process.exitCode = 1;
  }
}

/** What our packages depend on is taken from the workspace, so that nothing is downloaded twice. */
function link(name: string, from: string): void {
  if (existsSync(`${modules}/${name}`)) return;
  mkdirSync(dirname(`${modules}/${name}`), { recursive: true });
  symlinkSync(realpathSync(`${from}/node_modules/${name}`), `${modules}/${name}`);
}

rmSync(packed, { recursive: true, force: true });
mkdirSync(packed);
for (const workspace of published()) pack(workspace);
for (const { folder, manifest } of published()) {
  for (const name of Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })) {
    link(name, `${root}/${folder}`);
  }
}
link('@types/node', root);
