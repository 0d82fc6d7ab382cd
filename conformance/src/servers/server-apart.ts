import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** One request as the server apart saw it. */
export interface SeenApart {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A server in a process of its own: what is done to `Object.prototype` here does not reach it. */
export class ServerApart {
  readonly url: string;
  readonly #process: ChildProcess;

  private constructor(process: ChildProcess, url: string) {
    this.#process = process;
    this.url = url;
  }

  /** Answers everything with the same JSON. */
  static async start(answer: unknown): Promise<ServerApart> {
    const file = fileURLToPath(new URL('./server-apart-process.ts', import.meta.url));
    const server = fork(file, [JSON.stringify(answer)], { execArgv: ['--no-warnings'] });
    return new ServerApart(server, String(await said(server)));
  }

  /** What has arrived since it was asked before. */
  async take(): Promise<readonly SeenApart[]> {
    const answer = said(this.#process);
    this.#process.send('take');
    return (await answer) as readonly SeenApart[];
  }
}

function said(process: ChildProcess): Promise<unknown> {
  return new Promise((resolve) => process.once('message', resolve));
}
