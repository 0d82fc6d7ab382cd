import { join } from 'node:path';
import { startChild } from '../child.ts';
import type { ClientName } from '../clients/client.ts';
import type { Slice, SliceCost } from './slice.ts';

export interface Worker extends Disposable {
  readonly client: ClientName;
  run(slice: Slice): Promise<SliceCost>;
}

export async function startWorker(client: ClientName, url: string): Promise<Worker> {
  const worker = join(import.meta.dirname, 'worker.ts');
  return { client, ...(await startChild<Slice, SliceCost>(worker, [client, url])) };
}
