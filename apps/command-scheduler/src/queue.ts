import { PgBoss, type JobResult } from 'pg-boss';
import type { CommandKey } from './commands/command.ts';
import type { Database, Sql } from './database/database.ts';
import { everySoOften } from './every-so-often.ts';
import { messageOf, type Log } from './log.ts';
import type { PlannedRow } from './plan/planned-row.ts';

const name = 'command';
/** Commands that a process sends at the same time: so many lanes, each of so many. */
const lanes = 2;
const batchSize = 20;

/** What a job says: which command to send. What to send is read when it is sent. */
interface Ticket {
  readonly schedule: number;
  readonly dueAt: string;
}

/** How the queue behaves. */
export interface QueueOptions {
  /** Seconds after which a worker that took a command and recorded nothing is taken for dead. */
  readonly leaseSeconds: number;
  readonly log: Log;
}

/** The jobs of pg-boss: commands on their way to be sent, shared by all processes on one database. */
export class CommandQueue {
  readonly #boss: PgBoss;
  readonly leaseSeconds: number;

  private constructor(boss: PgBoss, leaseSeconds: number) {
    this.#boss = boss;
    this.leaseSeconds = leaseSeconds;
  }

  static async open(database: Database, { leaseSeconds, log }: QueueOptions): Promise<CommandQueue> {
    const supervision = Math.max(1, Math.floor(leaseSeconds / 3));
    const boss = new PgBoss({
      ...database.jobs,
      schema: 'command_scheduler_jobs',
      schedule: false,
      superviseIntervalSeconds: supervision,
      monitorIntervalSeconds: supervision,
      maintenanceIntervalSeconds: 600,
    });
    // A database that is away fails each lane several times a second, for hours perhaps.
    const isTime = everySoOften(60_000);
    boss.on('error', (error) => {
      if (isTime()) log('error', 'The job queue failed; said once a minute.', { error: error.message });
    });
    await boss.start();
    await boss.createQueue(name, { deleteAfterSeconds: 3600 });
    return new CommandQueue(boss, leaseSeconds);
  }

  /** Adds a job for each command, within the transaction that adds the commands. */
  async add(sql: Sql, commands: readonly PlannedRow[]): Promise<void> {
    if (commands.length === 0) return;
    const jobs = commands.map(({ schedule, due_at, retry_delay }) => ({
      data: { schedule, dueAt: due_at.toISOString() } satisfies Ticket,
      expireInSeconds: this.leaseSeconds,
      // How long to go on is for whoever sends to say: see send-due.ts.
      retryLimit: 1_000_000,
      retryDelay: retry_delay,
    }));
    const db = {
      executeSql: async (text: string, values?: unknown[]) => ({ rows: await sql.query(text, values) }),
    };
    await this.#boss.insert(name, jobs, { db });
  }

  /** Hands each due command to `send`, which says whether that is the end of it; if not, it is handed out again later. */
  async work(send: (key: CommandKey) => Promise<boolean>, log: Log): Promise<void> {
    const options = {
      perJobResults: true,
      batchSize,
      localConcurrency: lanes,
      burstWhenBatchFull: true,
      // Not the same in all processes: whoever looks first takes all there is, so that one alone would have all the work.
      pollingIntervalSeconds: 0.5 + Math.random() / 4,
    } as const;
    await this.#boss.work<Ticket, JobResult[], typeof options>(name, options, (jobs) =>
      Promise.all(
        jobs.map(async ({ id, data }): Promise<JobResult> => {
          const isDone = await send({ schedule: data.schedule, dueAt: new Date(data.dueAt) }).catch(
            (error: unknown) => {
              log('error', 'A command could not be handled.', { ...data, error: messageOf(error) });
              return false;
            },
          );
          return { id, status: isDone ? 'completed' : 'failed' };
        }),
      ),
    );
  }

  /** Takes no more, and waits for what is being sent. */
  close(): Promise<void> {
    return this.#boss.stop({ graceful: true, timeout: this.leaseSeconds * 1000 });
  }
}
