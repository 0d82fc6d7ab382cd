import { posix } from 'node:path';
import type { Import } from './imports.ts';
import type { Workspace } from './workspaces.ts';

const core = '@bimodal/auth-core';
const contract = '@bimodal/contract';
/** What of it runs where clients run: no zod. */
const runtime = `${contract}/runtime`;
const clients = ['@bimodal/analytics-client', '@bimodal/iot-client'];
const emulator = '@bimodal/emulator';
const equipment = '@bimodal/test-equipment';

/** Which of our packages each may import: the arrows of ARCHITECTURE.md. What has no line here may import no other. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  [core]: [contract],
  '@bimodal/analytics-client': [contract, core],
  '@bimodal/iot-client': [contract, core],
  [emulator]: [contract, core, ...clients],
  bench: [contract, core, ...clients, emulator],
  conformance: [core, ...clients, emulator],
  soak: [contract, core, ...clients, emulator],
};
/** What runs what the tests of packages have. */
const atLength = new Set(['soak', 'bench']);
const appArrows = [core, ...clients, emulator];

/** Bundled into what imports it, so a devDependency is enough: zod into the emulator alone, a hash into the clients that sign. */
const isBundled = (name: string, into: string): boolean =>
  name === contract ||
  (name === 'zod' && into === emulator) ||
  (name === '@noble/hashes' && clients.includes(into));

const isTest = (file: string): boolean => /\.test(-d)?\.ts$|\/test\//.test(file);
const isConfig = (file: string): boolean => file.endsWith('.config.ts');
const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

/** What is wrong with one import, in words, or undefined. `file` is relative to the root. */
export function judgeImport(
  file: string,
  imported: Import,
  home: Workspace,
  all: readonly Workspace[],
): string | undefined {
  const { specifier } = imported;
  const own = judgeRuntime(file, specifier, home);
  if (own !== undefined || specifier.startsWith('node:')) return own;
  if (specifier.startsWith('#')) {
    return home.manifest.imports?.[specifier] ? undefined : `package.json has no import "${specifier}"`;
  }
  if (specifier.startsWith('.') || specifier.startsWith('/')) return judgeRelative(file, imported, home);
  const name = packageOf(specifier);
  const target = all.find(({ manifest }) => manifest.name === name);
  if (target) return judgeOurs(file, imported, home, target);
  return judgeDependency(file, imported, home, name);
}

/** What only Node has, and those that stand in for it: a page or an edge runtime can load none of it. */
const ofNode = /^(node:|(undici|ws|mqtt|smol-toml)(\/|$))/;
/** Rooms that are loaded on Node alone; a device is a program of its own. */
const roomsOfNode = /\/src\/(device\/|(.+\/)?(node|undici)\/)/;

/** Packages that run everywhere keep what is Node's in rooms named so. */
function judgeRuntime(file: string, specifier: string, home: Workspace): string | undefined {
  const { name } = home.manifest;
  if (![core, contract, ...clients].includes(name) || isTest(file) || isConfig(file)) return undefined;
  if (!ofNode.test(specifier) || !file.startsWith(`${home.folder}/src/`) || roomsOfNode.test(file))
    return undefined;
  if (name === contract && /\/src\/(print|generate|gen|testing)/.test(file)) return undefined;
  return 'is only there on Node: keep it in a folder named node or undici';
}

/** The files that an import leads to, relative to the root: one, or one for each condition. */
export function targetsOf(file: string, specifier: string, home: Workspace): readonly string[] {
  if (specifier.startsWith('.')) return [posix.join(posix.dirname(file), specifier)];
  const conditions = home.manifest.imports?.[specifier];
  return Object.values(conditions ?? {})
    .filter((path) => path.startsWith('.'))
    .map((path) => posix.join(home.folder, path));
}

function judgeRelative(
  file: string,
  { specifier, typeOnly, dynamic }: Import,
  home: Workspace,
): string | undefined {
  const path = posix.join(posix.dirname(file), specifier);
  // They do at length what the tests of the packages do in short.
  if (atLength.has(home.folder) && /^packages\/[\w-]+\/test\//.test(path)) return undefined;
  if (!path.startsWith(`${home.folder}/`) && !isConfig(file)) return 'reaches out of its package';
  if (!clients.includes(home.manifest.name) || typeOnly || isTest(file)) return undefined;
  if (isWritten(path, home) && !isWritten(file, home)) {
    return 'loads schemas (and so zod): what ships reads src/loaded/';
  }
  if (path.startsWith(loadedIn(home)) && !file.startsWith(loadedIn(home)) && !dynamic) {
    return 'loads operations with the client: import types only, or import() at the first call';
  }
  return undefined;
}

/** Where a client's operations are written, with zod: nothing that ships reads it. */
const isWritten = (file: string, { folder, manifest }: Workspace): boolean =>
  clients.includes(manifest.name) && file.startsWith(`${folder}/src/contract/`);
/** What a client loads at the first call. */
const loadedIn = ({ folder }: Workspace): string => `${folder}/src/loaded/`;

function judgeOurs(file: string, imported: Import, home: Workspace, target: Workspace): string | undefined {
  const from = home.manifest.name;
  const to = target.manifest.name;
  const { specifier, typeOnly } = imported;
  if (from === to) return 'imports its own package by name';
  if (to === equipment && !isTest(file)) return 'only tests may import the test equipment';
  const allowed = home.folder.startsWith('apps/') ? appArrows : (arrows[from] ?? []);
  if (to !== equipment && !allowed.includes(to)) return `${from} may not import ${to}`;
  const entry = `.${specifier.slice(to.length)}`;
  if (!(entry in (target.manifest.exports ?? {}))) return `${to} exports no "${entry}"`;
  if (to === contract && !typeOnly && !isTest(file)) {
    if (from === core) return 'auth-core may import types only from the contract';
    if (isWritten(file, home)) return undefined;
    if (home.manifest.private !== true && specifier !== runtime)
      return `what ships takes ${runtime}: the rest needs zod`;
    if (clients.includes(from) && !file.startsWith(loadedIn(home))) {
      return 'only src/loaded/ of a client may import the contract at runtime';
    }
  }
  return judgeDependency(file, imported, home, to);
}

function judgeDependency(
  file: string,
  { typeOnly }: Import,
  home: Workspace,
  name: string,
): string | undefined {
  const { manifest } = home;
  const atRuntime = { ...manifest.dependencies, ...manifest.peerDependencies };
  const anywhere = { ...atRuntime, ...manifest.devDependencies };
  if (name in atRuntime || (typeOnly && `@types/${name}` in anywhere)) return undefined;
  if (isConfig(file)) return undefined;
  if (!(name in anywhere) && !fromRoot.has(name)) return `${name} is not in its package.json`;
  const ships = manifest.private !== true && !isTest(file) && !isWritten(file, home);
  if (ships && !typeOnly && !isBundled(name, manifest.name))
    return `${name} is needed at runtime, so it must be a dependency`;
  return undefined;
}

/** What tests of every package may take from the root. */
const fromRoot = new Set(['vitest', 'fast-check']);
