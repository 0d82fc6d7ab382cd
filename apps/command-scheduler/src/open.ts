import { IotClient } from '@bimodal/iot-client';
import { checkKey } from './check-key.ts';
import type { Database } from './database/database.ts';
import { openPglite } from './database/pglite.ts';
import { openPostgres } from './database/postgres.ts';
import { startDemo } from './demo/demo.ts';
import type { Log } from './log.ts';
import { startScheduler, type Scheduler } from './scheduler.ts';
import type { Settings } from './settings.ts';

/** A running scheduler with what it works on. */
export interface Opened {
  readonly database: Database;
  readonly scheduler: Scheduler;
  /** The emulated device, where there is one. */
  readonly demoDevice: number | undefined;
  /** Closes everything, in an order in which what is under way can finish. */
  close(): Promise<void>;
}

/** Opens what the settings say: the platform, the database, and the scheduler between them. */
export async function open(settings: Settings, log: Log): Promise<Opened> {
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const each of closers.splice(0).toReversed()) await each();
  };
  try {
    if (settings.isDemo) log('info', 'Starting the emulator: MODE_CLOUD_KEY is not set.');
    const demo = settings.isDemo
      ? await startDemo((action, parameters) =>
          log('info', 'The device received a command.', { action, parameters }),
        )
      : undefined;
    const client = demo?.client ?? new IotClient();
    closers.push(() => demo?.close() ?? client.close());
    await checkKey(client, log);
    log(
      'info',
      settings.databaseUrl === undefined ? 'Starting the embedded database.' : 'Opening the database.',
    );
    const { databaseUrl, folder, leaseSeconds, historyDays } = settings;
    const database =
      databaseUrl === undefined
        ? await openPglite(folder)
        : openPostgres(databaseUrl, (error) =>
            log('warn', 'A database connection ended.', { error: error.message }),
          );
    closers.push(() => database.close());
    const scheduler = await startScheduler({ database, client, leaseSeconds, historyDays, log });
    closers.push(() => scheduler.close());
    return { database, scheduler, demoDevice: demo?.device, close };
  } catch (error) {
    await close();
    throw error;
  }
}
