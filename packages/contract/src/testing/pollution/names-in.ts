import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const identifier = /[A-Za-z_$][\w$]*/g;
const code = /\.(?:[cm]?js|d\.[cm]?ts)$/;

/**
 * Every name that stands somewhere in Node's own JavaScript, in its types (which know the names that its native code reads),
 * and in what the packages are made of: a name that any of them reads is among them.
 *
 * @param packages paths of files or folders within each package.
 */
export function namesIn(packages: readonly string[]): Set<string> {
  const names = new Set<string>();
  const read = (text: string): void => {
    for (const [name] of text.matchAll(identifier)) names.add(name);
  };
  for (const text of natives()) read(text);
  const folders = new Set(packages.map(packageOf));
  for (const folder of folders) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !code.test(entry.name)) continue;
      const text = readFileSync(join(entry.parentPath, entry.name), 'utf8');
      // What is bundled for browsers is not what runs here.
      if (text.length < 300_000) read(text);
    }
  }
  return names;
}

function natives(): string[] {
  const binding: unknown = Reflect.get(process, 'binding');
  if (typeof binding !== 'function') throw new Error('This Node does not show its own sources.');
  const sources: unknown = Reflect.apply(binding, process, ['natives']);
  const texts = Object.values(sources ?? {}).filter((text) => typeof text === 'string');
  if (texts.length < 100) throw new Error('This Node does not show its own sources.');
  return texts;
}

function packageOf(path: string): string {
  for (let folder = path; folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json')) && /node_modules\/(?:@[^/]+\/)?[^/]+$/.test(folder))
      return folder;
  }
  throw new Error(`${path} is in no package.`);
}
