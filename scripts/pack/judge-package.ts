import type { Manifest } from '../workspaces.ts';
import type { Bound } from './bounds.ts';

/** A package as its users get it. */
export interface Packed {
  readonly manifest: Manifest & { readonly bin?: Readonly<Record<string, string>> };
  /** Of the tarball, in bytes. */
  readonly size: number;
  /** By their path in the package. */
  readonly files: ReadonlyMap<string, string>;
}

const wanted = /^(package\.json|README\.md|LICENSE|openapi\.json|dist\/[\w./-]+\.(c?js|d\.c?ts))$/;
const atInstall = ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish'];

/** What is wrong with a package that is to be published, in words. */
export function judgePackage({ manifest, size, files }: Packed, bound: Bound | undefined): readonly string[] {
  const found: string[] = [];
  for (const [path, text] of files) {
    if (!wanted.test(path) || /\.test(-d)?\./.test(path)) found.push(`${path} is not needed`);
    if (/^\/\/# sourceMappingURL=/m.test(text))
      found.push(`${path} points to a source map, and none is published`);
  }
  for (const path of ['README.md', 'LICENSE', ...targets(manifest.exports), ...targets(manifest.bin)]) {
    if (!files.has(path)) found.push(`${path} is missing`);
  }
  if (!manifest.repository?.url || !manifest.repository.directory) found.push('no repository');
  if (!manifest.engines?.['node']) found.push('no engines');
  if (manifest.sideEffects !== false) found.push('sideEffects is not false');
  for (const script of atInstall.filter((name) => name in (manifest.scripts ?? {}))) {
    found.push(`${script} would run at installation`);
  }
  for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.peerDependencies })) {
    if (/^(workspace|catalog|link|file):/.test(version))
      found.push(`${name} is ${version}, which npm cannot install`);
    else if (name.startsWith('@bimodal/') && !/^\d/.test(version)) found.push(`${name} is no exact version`);
  }
  return [...found, ...judgeSize(size, files, bound)];
}

/** Of all files together, in bytes. */
export function unpackedSize(files: Packed['files']): number {
  return [...files.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}

function judgeSize(size: number, files: Packed['files'], bound: Bound | undefined): readonly string[] {
  if (!bound) return ['has no bound of its size in scripts/pack/bounds.ts'];
  const over = (what: string, bytes: number, most: number): readonly string[] =>
    bytes <= most * 1024 ? [] : [`${what} ${(bytes / 1024).toFixed(0)} KiB, more than ${most}`];
  return [...over('packed', size, bound.packed), ...over('unpacked', unpackedSize(files), bound.unpacked)];
}

/** Every file that a map of entries or commands leads to. */
function targets(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value.replace(/^\.\//, '')];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(targets);
}
