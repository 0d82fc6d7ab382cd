import type { IotClient } from '@bimodal/iot-client';
import { Accounts } from './accounts/accounts.ts';
import { Attempts } from './accounts/attempts.ts';
import { passwordChange, type ChangePassword } from './accounts/change-password.ts';
import type { Database } from './database/database.ts';
import { migrate } from './database/migrate.ts';
import { EventHub } from './events/event-hub.ts';
import { messageOf, type Log } from './log.ts';
import { ModeUsers } from './mode/mode-users.ts';
import { UserClients } from './mode/user-clients.ts';
import { sealOf } from './sessions/seal.ts';
import { Sessions, type Ended } from './sessions/sessions.ts';

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
  readonly changePassword: ChangePassword;
  /** Lets go of what belongs to sessions that are over, here at once and then at MODE, as far as it can be reached. */
  over(ended: readonly Ended[]): Promise<void>;
  isHealthy(): Promise<boolean>;
  /** Ends all that listen; their sessions go on. */
  close(): void;
}

export async function openGateway(options: GatewayOptions): Promise<Gateway> {
  const { database, cloud, project, secret, origin, log } = options;
  await migrate(database);
  const accounts = new Accounts(database);
  const seal = sealOf(secret);
  const sessions = new Sessions(database, seal);
  const attempts = await Attempts.open(database);
  const users = new ModeUsers(cloud, accounts, project.id);
  const { id: projectId, appId } = project;
  const clients = new UserClients({ cloud, users, sessions, projectId, appId, origin });
  const events = new EventHub(clients, log);

  const over = async (ended: readonly Ended[]): Promise<void> => {
    for (const { id } of ended) {
      events.end(id);
      clients.forget(id);
    }
    const left = ended.flatMap(({ modeToken }) => (modeToken === undefined ? [] : clients.leave(modeToken)));
    for (const told of await Promise.allSettled(left)) {
      if (told.status === 'fulfilled') continue;
      log('warn', 'A session could not be ended at MODE.', { error: messageOf(told.reason) });
    }
  };

  // Sessions end by themselves, or in another process: whoever listens in one hears nothing more.
  const sweep = async (): Promise<void> => {
    void over(await sessions.sweep());
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
    attempts,
    sessions,
    users,
    clients,
    events,
    over,
    changePassword: passwordChange(database, seal),
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
