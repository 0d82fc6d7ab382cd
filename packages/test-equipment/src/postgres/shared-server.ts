import { rm } from 'node:fs/promises';
import { Client } from 'pg';
import { preparePrograms, type Programs } from './programs.ts';
import { startServer, type PostgresServer } from './server.ts';

/** The one server of a test run, and the programs that it and others are started from. */
export class SharedServer {
  #programs: Promise<Programs> | undefined;
  #server: Promise<PostgresServer> | undefined;
  #made = 0;

  programs(): Promise<Programs> {
    this.#programs ??= preparePrograms();
    return this.#programs;
  }

  /** The connection string of a new database. */
  async newDatabase(): Promise<{ readonly url: string }> {
    this.#server ??= this.programs().then(startServer);
    const { url } = await this.#server;
    this.#made += 1;
    const name = `test_${this.#made}`;
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      await client.query(`CREATE DATABASE ${name}`);
    } finally {
      await client.end();
    }
    return { url: url.replace(/postgres$/, name) };
  }

  /** Ends the server, and removes what was prepared. What could not be started is over already. */
  async close(): Promise<void> {
    await this.#server?.then(
      (server) => server.stop(),
      () => undefined,
    );
    const copy = await this.#programs?.then(
      (programs) => programs.copy,
      () => undefined,
    );
    if (copy !== undefined) await rm(copy, { recursive: true, force: true });
  }
}
