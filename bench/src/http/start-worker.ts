import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { ClientName } from '../clients/client.ts';
import type { Slice, SliceCost } from './slice.ts';

export interface Worker extends Disposable {
  readonly client: ClientName;
  run(slice: Slice): Promise<SliceCost>;
}

export async function startWorker(client: ClientName, url: string): Promise<Worker> {
  const child = fork(join(import.meta.dirname, 'worker.ts'), [client, url], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`The process of ${client} ended with ${code}.`);
  });
  // It is awaited in races only; at the end the process is ended on purpose.
  failed.catch(() => undefined);
  await Promise.race([once(child, 'message'), failed]);
  return {
    client,
    async run(slice) {
      const answered = once(child, 'message');
      child.send(slice);
      const [cost] = await Promise.race([answered, failed]);
      return cost;
    },
    [Symbol.dispose]: () => child.kill(),
  };
}
