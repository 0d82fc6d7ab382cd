import { posix } from 'node:path';

/** The rooms of one package, by name: a room may import those with a lower number. */
export interface House {
  /** Relative to the root, e.g. `packages/auth-core/src`. */
  readonly folder: string;
  readonly floors: ReadonlyMap<string, number>;
}

/** A line of ARCHITECTURE.md such as `- **packages/auth-core/src**: values < errors < limits, options`. */
const line = /^- \*\*([\w./-]+)\*\*: ([\w-]+(?:(?: <|,) [\w-]+)+)$/gm;

/** The order of rooms as ARCHITECTURE.md states it. Rooms with a comma between them stand on one floor. */
export function readHouses(text: string): readonly House[] {
  return [...text.matchAll(line)].map(([, folder = '', order = '']) => ({
    folder,
    floors: new Map(
      order.split(' < ').flatMap((floor, height) => floor.split(', ').map((room) => [room, height] as const)),
    ),
  }));
}

/** What is wrong with an import from one file to another, both relative to the root, or undefined. */
export function judgeRooms(houses: readonly House[], from: string, to: string): string | undefined {
  const house = houses.find(({ folder }) => from.startsWith(`${folder}/`) && to.startsWith(`${folder}/`));
  if (!house) return undefined;
  const [own, other] = [roomOf(house, from), roomOf(house, to)];
  // What stands in no room is the package's own front: it may see them all, and none of them may see it.
  if (own === undefined || own === other) return undefined;
  if (other === undefined) return `the room ${own} imports the front of its package`;
  const [height, below] = [house.floors.get(own), house.floors.get(other)];
  const missing = height === undefined ? own : other;
  if (height === undefined || below === undefined) return `ARCHITECTURE.md names no room ${missing}`;
  return below < height ? undefined : `${own} may not import ${other}: rooms import what stands before them`;
}

function roomOf({ folder }: House, file: string): string | undefined {
  const path = posix.relative(folder, file);
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : undefined;
}
