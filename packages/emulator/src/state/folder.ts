import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Database } from './database.ts';
import { makeScratchFolder } from './scratch-folder.ts';

/** Where an emulator keeps its things: `state` lasts, `scratch` (results of runs) does too when there is a state folder. */
export interface Folders {
  /** Undefined: nothing lasts. */
  readonly state: string | undefined;
  readonly scratch: string;
  /** What the emulator itself remembers from start to start. */
  readonly memory: Memory;
  /** Lets the folder go, and removes what does not last. */
  clear(): Promise<void>;
}

/** A few numbers by their names. */
export interface Memory {
  recall(name: 'mqttPort'): number | undefined;
  remember(name: 'mqttPort', value: number): void;
}

/**
 * Makes the folders, closed to other users of the machine: they hold secrets. A state folder is this emulator's alone until it is
 * cleared; that is settled first, so that one that is refused has changed nothing in it.
 *
 * @throws Error where another emulator uses the folder.
 */
export async function openFolders(state: string | undefined): Promise<Folders> {
  if (state === undefined) {
    const { path, clear } = await makeScratchFolder();
    return { state, scratch: path, memory: { recall: () => undefined, remember: () => {} }, clear };
  }
  const scratch = join(state, 'files');
  mkdirSync(state, { recursive: true, mode: 0o700 });
  const own = new Database(join(state, 'emulator.sqlite'), [
    'CREATE TABLE memory (name TEXT PRIMARY KEY, value INTEGER NOT NULL)',
  ]);
  mkdirSync(scratch, { recursive: true, mode: 0o700 });
  return {
    state,
    scratch,
    memory: {
      recall: (name) =>
        own.get<{ value: number }>('SELECT value FROM memory WHERE name = :name', { name })?.value,
      remember: (name, value) =>
        void own.run('INSERT OR REPLACE INTO memory (name, value) VALUES (:name, :value)', { name, value }),
    },
    clear: async () => own.close(),
  };
}
