import { join } from 'node:path';
import { startChild } from '../child.ts';

/** A running server, on another core than the clients as far as there is one. */
export interface Server extends Disposable {
  readonly url: string;
}

export async function startServer(): Promise<Server> {
  const { greeting, [Symbol.dispose]: dispose } = await startChild(join(import.meta.dirname, 'main.ts'), []);
  return { url: String(greeting), [Symbol.dispose]: dispose };
}
