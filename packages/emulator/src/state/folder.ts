import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeScratchFolder } from './scratch-folder.ts';

/** Where an emulator keeps its things: `state` lasts, `scratch` (results of runs) does too when there is a state folder. */
export interface Folders {
  /** Undefined: nothing lasts. */
  readonly state: string | undefined;
  readonly scratch: string;
  /** Removes what does not last. */
  clear(): Promise<void>;
}

/** Makes the folders, closed to other users of the machine: they hold secrets. */
export async function openFolders(state: string | undefined): Promise<Folders> {
  if (state === undefined) {
    const { path, clear } = await makeScratchFolder();
    return { state, scratch: path, clear };
  }
  const scratch = join(state, 'files');
  mkdirSync(state, { recursive: true, mode: 0o700 });
  mkdirSync(scratch, { recursive: true, mode: 0o700 });
  return { state, scratch, clear: async () => {} };
}
