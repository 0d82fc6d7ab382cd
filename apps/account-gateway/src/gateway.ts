import type { IotClient } from '@bimodal/iot-client';
import { Accounts } from './accounts/accounts.ts';
import { Attempts } from './accounts/attempts.ts';
import type { Database } from './database/database.ts';
import { migrate } from './database/migrate.ts';
import { EventHub } from './events/event-hub.ts';
import { messageOf, type Log } from './log.ts';
import { ModeUsers } from './mode/mode-users.ts';
import { UserClients } from './mode/user-clients.ts';
import { sealOf } from './sessions/seal.ts';
import { Sessions } from './sessions/sessions.ts';

/** Milliseconds between two looks at which sessions are over. */
const sweepInterval = 15_000;

export interface GatewayOptions {
  readonly database: Database;
  /** With a project key that may handle users and administer: it looks users up by the account's id. */
  readonly cloud: IotClient;
  readonly origin: string;
  readonly project: { readonly id: number; readonly appId: string };
  readonly secret: string;
  readonly log: Log;
}

/** Accounts, sessions, and what they have at MODE. */
export interface Gateway {
  readonly accounts: Accounts;
  readonly attempts: Attempts;
  readonly sessions: Sessions;
  readonly users: ModeUsers;
  readonly clients: UserClients;
  readonly events: EventHub;
  isHealthy(): Promise<boolean>;
  /** Ends all that listen. */
  close(): void;
}

export async function openGateway(options: GatewayOptions): Promise<Gateway> {
  const { database, cloud, project, secret, origin, log } = options;
  await migrate(database);
  const accounts = new Accounts(database);
  const sessions = new Sessions(database, sealOf(secret));
  const users = new ModeUsers(cloud, accounts, project.id);
  const { id: projectId, appId } = project;
  const clients = new UserClients({ cloud, users, sessions, projectId, appId, origin });
  const events = new EventHub(clients, log);

  // Sessions end by themselves, or in another process: whoever listens in one hears nothing more.
  const sweep = async (): Promise<void> => {
    await sessions.sweep();
    const ids = [...new Set([...clients.ids(), ...events.ids()])];
    const alive = await sessions.aliveAmong(ids);
    for (const id of ids.filter((each) => !alive.has(each))) {
      events.end(id);
      clients.forget(id);
    }
  };
  const timer = setInterval(() => {
    sweep().catch((error: unknown) =>
      log('warn', 'Sessions could not be looked at.', { error: messageOf(error) }),
    );
  }, sweepInterval);

  return {
    accounts,
    attempts: await Attempts.open(database),
    sessions,
    users,
    clients,
    events,
    isHealthy: () =>
      database.query('SELECT 1').then(
        () => true,
        () => false,
      ),
    close() {
      clearInterval(timer);
      events.close();
    },
  };
}
