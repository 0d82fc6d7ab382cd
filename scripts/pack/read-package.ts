import { globSync, readFileSync, statSync } from 'node:fs';
import type { Packed } from './judge-package.ts';

/** @param folder where the tarball is unpacked. */
export function readPackage(tarball: string, folder: string): Packed {
  const paths = globSync('**', { cwd: folder, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => `${each.parentPath}/${each.name}`.slice(folder.length + 1).replaceAll('\\', '/'));
  const files = new Map(paths.toSorted().map((path) => [path, readFileSync(`${folder}/${path}`, 'utf8')]));
  const manifest = JSON.parse(files.get('package.json') ?? '{}') as Packed['manifest'];
  return { manifest, files, size: statSync(tarball).size };
}
