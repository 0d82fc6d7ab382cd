import { Worker } from 'node:worker_threads';
import { SqlError } from '../sql-error.ts';
import { prepare } from './carry-out.ts';
import { AHEAD, type Failure, type Order, type Report, type Task } from './task.ts';

/** Carries out what the parent asks for, one task at a time, until the parent is gone. `file` is this process's program. */
export function serve(file: string): void {
  const rss = new Float64Array(new SharedArrayBuffer(8));
  rss[0] = Number.POSITIVE_INFINITY;
  new Worker(file, { workerData: rss }).unref();
  let current: Current | undefined;
  process.on('message', (order: Order) => {
    if ('task' in order) {
      rss[0] = order.rss;
      current = new Current(order.task);
    } else if ('more' in order) current?.more();
    else current?.end();
  });
  process.on('disconnect', () => process.exit());
}

/** The task under way. */
class Current {
  readonly #ending = new AbortController();
  #room = AHEAD;
  #wake: (() => void) | undefined;

  constructor(task: Task) {
    void this.#run(task).then((failure) => send({ ended: { failure, rss: process.memoryUsage.rss() } }));
  }

  more(): void {
    this.#room += 1;
    this.#wake?.();
  }

  end(): void {
    this.#ending.abort();
    this.#wake?.();
  }

  async #run(task: Task): Promise<Failure | undefined> {
    try {
      const carryOut = await prepare(task);
      send({ begun: true });
      for await (const answer of carryOut(this.#ending.signal)) {
        while (this.#room === 0 && !this.#ending.signal.aborted) await this.#waitForRoom();
        if (this.#ending.signal.aborted) return undefined;
        this.#room -= 1;
        send({ answer });
      }
      return undefined;
    } catch (error) {
      if (error instanceof SqlError) return { code: error.code, message: error.message };
      return { code: 'ResourceFailure', message: error instanceof Error ? error.message : String(error) };
    }
  }

  #waitForRoom(): Promise<void> {
    return new Promise((resolve) => (this.#wake = resolve));
  }
}

function send(report: Report): void {
  process.send?.(report);
}
