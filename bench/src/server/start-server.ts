import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A running server, on another core than the clients as far as there is one. */
export interface Server extends Disposable {
  readonly url: string;
}

export async function startServer(): Promise<Server> {
  const child = fork(join(import.meta.dirname, 'main.ts'), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [url] = await once(child, 'message');
  return { url: String(url), [Symbol.dispose]: () => child.kill() };
}
