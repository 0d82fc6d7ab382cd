import { randomBytes } from 'node:crypto';
import { IotClient } from '@bimodal/iot-client';
import type { Database } from './database/database.ts';
import { openPglite } from './database/pglite.ts';
import { openPostgres } from './database/postgres.ts';
import { startDemo } from './demo/demo.ts';
import { openGateway, type Gateway } from './gateway.ts';
import type { Log } from './log.ts';
import { SettingError, type Settings } from './settings.ts';

/** A running gateway with what it works on. */
export interface Opened {
  readonly gateway: Gateway;
  /** Claims the demonstration's device, where there is one. */
  readonly claimCode: string | undefined;
  /** Closes everything, in an order in which what is under way can finish. */
  close(): Promise<void>;
}

/** Opens what the settings say: the platform, the database, and the gateway between them. */
export async function open(settings: Settings, log: Log): Promise<Opened> {
  await using opened = new AsyncDisposableStack();
  const { project } = settings;
  if (project === undefined) log('info', 'Starting the emulator: MODE_CLOUD_KEY is not set.');
  const demo = project === undefined ? opened.adopt(await startDemo(), (each) => each.close()) : undefined;
  const cloud = demo?.cloud ?? opened.adopt(new IotClient(), (client) => client.close());
  const { kind, projectId } = await cloud.verify();
  if (kind !== 'project') {
    throw new SettingError(
      'MODE_CLOUD_KEY is no project key. Users are signed in with one that may handle users.',
    );
  }
  if (project !== undefined && project.id !== projectId) {
    throw new SettingError(
      `ACCOUNT_GATEWAY_PROJECT is ${project.id}, and MODE_CLOUD_KEY is a key of project ${projectId}.`,
    );
  }
  log(
    'info',
    settings.databaseUrl === undefined ? 'Starting the embedded database.' : 'Opening the database.',
  );
  const database: Database = opened.adopt(
    settings.databaseUrl === undefined
      ? await openPglite(settings.folder)
      : openPostgres(settings.databaseUrl, (error) =>
          log('warn', 'A database connection ended.', { error: error.message }),
        ),
    (each) => each.close(),
  );
  const gateway = await openGateway({
    database,
    cloud,
    // Known by now: it was asked who the key is.
    origin: cloud.toJSON().origin ?? 'https://api.tinkermode.com',
    project: demo?.project ?? project ?? { id: 0, appId: '' },
    secret: settings.secret ?? randomBytes(32).toString('hex'),
    log,
  });
  opened.defer(() => gateway.close());
  const rest = opened.move();
  return { gateway, claimCode: demo?.claimCode, close: () => rest.disposeAsync() };
}
