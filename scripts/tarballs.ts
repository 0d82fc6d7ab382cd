import { globSync } from 'node:fs';
import { root } from './workspaces.ts';

/** Where `pack` leaves the tarballs and the consumer's project; git ignores it. */
export const packed: string = `${root}/.packed`;
/** A project outside the workspace that has installed the tarballs. */
export const consumer: string = `${packed}/consumer`;

/** What `pnpm publish` would send, one file a package. */
export function tarballs(): readonly string[] {
  const files = globSync('*.tgz', { cwd: packed }).toSorted();
  if (files.length === 0) throw new Error('Nothing is packed yet: `pnpm check pack` does it.');
  return files.map((file) => `${packed}/${file}`);
}
