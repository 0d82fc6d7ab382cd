/** What a change means for users, the least first: semantic versioning's three parts. */
export const levels = ['patch', 'minor', 'major'] as const;
export type Level = (typeof levels)[number];

/** One difference, in words. */
export interface Change {
  readonly level: Level;
  readonly what: string;
}

/** The greatest of some levels; undefined where there are none. */
export function greatest(found: Iterable<Level>): Level | undefined {
  const places = [...found].map((level) => levels.indexOf(level));
  return places.length === 0 ? undefined : levels[Math.max(...places)];
}

/** Whether a level says as much as another one; no level says nothing. */
export function saysEnough(said: Level | undefined, needed: Level | undefined): boolean {
  const place = (level: Level | undefined): number => (level === undefined ? -1 : levels.indexOf(level));
  return place(said) >= place(needed);
}

/** Before 1.0 a minor version may break: `major` would end 0.x, which is decided by people and not by a difference. */
export function neededOf(level: Level | undefined, version: string): Level | undefined {
  return level === 'major' && version.startsWith('0.') ? 'minor' : level;
}
