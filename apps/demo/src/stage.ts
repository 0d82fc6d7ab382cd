import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEmulator, type Emulator } from '@bimodal/emulator';

/** What the story plays on: both platforms on this machine, over real data. */
export interface Stage extends AsyncDisposable {
  readonly emulator: Emulator;
  /** The folder of data files. */
  readonly files: string;
}

/** Starts the emulator with its state in a temporary folder that is removed at the end. */
export async function setStage(): Promise<Stage> {
  const files = join(dirname(fileURLToPath(import.meta.resolve('vega-datasets'))), '..', 'data');
  const folder = await mkdtemp(join(tmpdir(), 'bimodal-demo-'));
  const emulator = await startEmulator({ files, folder });
  return {
    emulator,
    files,
    async [Symbol.asyncDispose]() {
      await emulator.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
