/** Packs what would be published and installs it into an empty project, as a user's `npm install` lays it out. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { consumer, packed } from './tarballs.ts';
import { published, root, type Workspace } from './workspaces.ts';

const modules = `${consumer}/node_modules`;

function pack({ folder, manifest }: Workspace): void {
  execFileSync('pnpm', ['pack', '--pack-destination', packed], {
    cwd: `${root}/${folder}`,
    stdio: 'inherit',
  });
  const tarball = `${packed}/${manifest.name.replace('@', '').replace('/', '-')}-${manifest.version}.tgz`;
  mkdirSync(`${modules}/${manifest.name}`, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', `${modules}/${manifest.name}`, '--strip-components=1']);
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
