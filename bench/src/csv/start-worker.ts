import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { ParserName } from './parsers.ts';

/** What reading a file once cost. */
export interface CsvCost {
  readonly rows: number;
  readonly seconds: number;
  /** User and system time of the parser's process. */
  readonly cpuSeconds: number;
}

export interface CsvWorker extends Disposable {
  readonly parser: ParserName;
  run(data: string): Promise<CsvCost>;
}

export async function startWorker(parser: ParserName, origin: string): Promise<CsvWorker> {
  const child = fork(join(import.meta.dirname, 'worker.ts'), [parser, origin], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`The process of ${parser} ended with ${code}.`);
  });
  // It is awaited in races only; at the end the process is ended on purpose.
  failed.catch(() => undefined);
  await Promise.race([once(child, 'message'), failed]);
  return {
    parser,
    async run(data) {
      const answered = once(child, 'message');
      child.send(data);
      const [cost] = await Promise.race([answered, failed]);
      return cost;
    },
    [Symbol.dispose]: () => child.kill(),
  };
}
