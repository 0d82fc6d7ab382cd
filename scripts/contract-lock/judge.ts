import { compareLocks } from './compare-locks.ts';
import { greatest, neededOf, saysEnough, type Level } from './levels.ts';
import type { Lock } from './lock.ts';

/** One package, as it was released last and as it is now. */
export interface Candidate {
  readonly name: string;
  /** That of its package.json: the one released last, since changesets are still pending. */
  readonly version: string;
  readonly released: Lock;
  readonly current: Lock;
  /** What its pending changesets say. */
  readonly said: Level | undefined;
}

/** Why the pending changesets of a package say too little of what has changed; undefined where they say enough. */
export function judge({ name, version, released, current, said }: Candidate): string | undefined {
  const changes = compareLocks(released, current);
  const needed = neededOf(greatest(changes.map(({ level }) => level)), version);
  if (saysEnough(said, needed)) return undefined;
  const worst = changes.filter(({ level }) => !saysEnough(said, neededOf(level, version)));
  const shown = worst.slice(0, 20).map(({ level, what }) => `  ${level}  ${what}`);
  return [
    `${name} ${version} needs a changeset that says ${needed}; what waits in .changeset says ${said ?? 'nothing'}.`,
    ...shown,
    ...(worst.length > shown.length ? [`  and ${worst.length - shown.length} more`] : []),
  ].join('\n');
}
