import { dirname } from 'node:path';
import { run } from './run.ts';

/** A Node that users have, and the folder of its executable. */
export interface Node {
  readonly version: string;
  readonly folder: string;
}

/** The newest of each major that was out when they were pinned here. */
export const versions = ['22.23.3', '24.21.0', '26.10.0'] as const;

/** Takes a Node from npm's package `node`, which npx keeps for the next time. */
export async function node(version: string): Promise<Node> {
  const path = await run('npx', ['--yes', `node@${version}`, '-p', 'process.execPath']);
  return { version, folder: dirname(path.trim()) };
}
