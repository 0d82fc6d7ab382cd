import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SharedChromium } from '../chromium/shared-chromium.ts';
import { SharedServer } from '../postgres/shared-server.ts';

/** What a worker may ask for. */
export type Wish = 'postgres' | 'database' | 'chromium';

/** What the process of a test run has ready for its workers. */
export interface Equipment {
  /** Where workers ask. Nobody else can guess it. */
  readonly url: string;
  close(): Promise<void>;
}

/** Opens the equipment of a run. Each part is prepared when it is first asked for, once, and may fail once and for all. */
export async function openEquipment(): Promise<Equipment> {
  const postgres = new SharedServer();
  const chromium = new SharedChromium();
  const wishes: Record<Wish, () => Promise<unknown>> = {
    postgres: () => postgres.programs(),
    database: () => postgres.newDatabase(),
    chromium: () => chromium.program(),
  };
  const path = `/${randomUUID()}/`;
  const server = createServer((request, response) => {
    const wish = Object.entries(wishes).find(([name]) => request.url === path + name)?.[1];
    if (wish === undefined) {
      response.writeHead(404).end();
      return;
    }
    wish().then(
      (granted) => response.end(JSON.stringify(granted)),
      (error: unknown) => response.writeHead(500).end(error instanceof Error ? error.message : String(error)),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await Promise.all([postgres.close(), chromium.close()]);
    },
  };
}
