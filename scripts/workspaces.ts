import { globSync, readFileSync } from 'node:fs';

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly type?: string;
  readonly license?: string;
  readonly description?: string;
  readonly sideEffects?: boolean;
  readonly repository?: { readonly url?: string; readonly directory?: string };
  readonly engines?: Readonly<Record<string, string>>;
  readonly files?: readonly string[];
  readonly exports?: Readonly<Record<string, unknown>>;
  /** Files by condition, under names that begin with `#`. */
  readonly imports?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly publishConfig?: {
    readonly access?: string;
    readonly exports?: Readonly<Record<string, unknown>>;
  };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** One folder of the pnpm workspace. */
export interface Workspace {
  /** Relative to the root, e.g. `packages/contract`. */
  readonly folder: string;
  readonly manifest: Manifest;
}

export const root: string = import.meta.dirname.replace(/[/\\]scripts$/, '');

/** Every folder with a package.json of its own, as pnpm-workspace.yaml lists them. */
export function workspaces(): readonly Workspace[] {
  return globSync('{packages/*,apps/*,bench,conformance,soak}/package.json', { cwd: root })
    .map((file) => ({
      folder: file.replaceAll('\\', '/').replace('/package.json', ''),
      manifest: JSON.parse(readFileSync(`${root}/${file}`, 'utf8')) as Manifest,
    }))
    .toSorted((a, b) => a.folder.localeCompare(b.folder));
}

/** Those that go to the registry. */
export function published(): readonly Workspace[] {
  return workspaces().filter(({ manifest }) => manifest.private !== true);
}

/** The TypeScript that people write or print, everywhere; what is built or installed is left out. */
export function sourceFiles(
  folders = '{packages/*,apps/*,bench,conformance,soak,scripts}',
): readonly string[] {
  return globSync([`${folders}/**/*.ts`, ...(folders.includes('scripts') ? ['*.ts'] : [])], {
    cwd: root,
    exclude: (path) => /(^|[/\\])(node_modules|dist|\.[^/\\]+)$/.test(path),
  })
    .map((file) => file.replaceAll('\\', '/'))
    .toSorted();
}
