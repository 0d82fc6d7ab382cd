import { globSync, readFileSync } from 'node:fs';
import { greatest, type Level } from './levels.ts';

/** What the changesets that wait in a folder say of each package, the greatest of each. */
export function pending(folder: string): ReadonlyMap<string, Level> {
  const said = new Map<string, Level>();
  for (const file of globSync('*.md', { cwd: folder }).toSorted()) {
    for (const [name, level] of releasesOf(readFileSync(`${folder}/${file}`, 'utf8'))) {
      said.set(name, greatest([level, said.get(name) ?? level]) ?? level);
    }
  }
  return said;
}

/** What is between the lines of dashes of one changeset: `'@bimodal/auth-core': minor`, a line a package. */
export function releasesOf(text: string): readonly (readonly [name: string, level: Level])[] {
  const head = /^---\r?\n(.*?)^---/ms.exec(text)?.[1] ?? '';
  return [...head.matchAll(/^["']?([^"':\s]+)["']?:\s*["']?(major|minor|patch)\b/gm)].map(
    ([, name = '', level]) => [name, level as Level] as const,
  );
}
