import type { IotClient } from '@bimodal/iot-client';
import type { Clock } from '../clock.ts';
import { commandOf, type Command, type CommandKey, type CommandRow } from '../commands/command.ts';
import { noteFailure, settle, type Settlement } from '../commands/settle.ts';
import type { Database } from '../database/database.ts';
import type { Log } from '../log.ts';
import type { CatchUp } from '../schedules/schedule.ts';
import { judgeFailure } from './judge-failure.ts';
import { reasonToSkip } from './reason-to-skip.ts';

/** What sending needs. */
export interface Sending {
  readonly database: Database;
  readonly client: Pick<IotClient, 'devices'>;
  readonly clock: Clock;
  readonly leaseSeconds: number;
  readonly log: Log;
}

/**
 * Sends a due command and records what came of it. It is sent before that is recorded: a worker that is killed in between
 * leaves it waiting, and another one sends it again when the lease is over. So it is sent at least once, and recorded once.
 *
 * @returns whether that was the end of it.
 */
export async function sendDue(sending: Sending, key: CommandKey): Promise<boolean> {
  const { database, client, clock, leaseSeconds } = sending;
  const found = await read(database, key);
  // Recorded by another worker, who did not come to say that the job is done; or too old to be kept.
  if (!found || found.command.outcome !== 'waiting') return true;
  const { command } = found;
  const skipped = reasonToSkip(command, found, await clock(database), leaseSeconds * 1000);
  if (skipped !== undefined) return record(sending, command, { outcome: 'skipped', reason: skipped });
  await countAttempt(database, key);
  const { device, action, parameters } = command;
  try {
    // Half of the lease, so that it is recorded before another worker takes it.
    await client.devices.sendCommand({ device, action, parameters }, { timeout: leaseSeconds * 500 });
  } catch (error) {
    const { isWorthRepeating, outcome, reason, detail } = judgeFailure(error);
    const nextAttempt = (await clock(database)).getTime() + command.retryDelay * 1000;
    if (!isWorthRepeating || nextAttempt > command.retryUntil.getTime()) {
      return record(sending, command, { outcome, reason, detail });
    }
    await noteFailure(database, key, reason, detail);
    return false;
  }
  return record(sending, command, { outcome: 'sent' });
}

interface Found {
  readonly command: Command;
  readonly paused: boolean | undefined;
  readonly catchUp: CatchUp | undefined;
  readonly hasNewer: boolean;
}

type FoundRow = CommandRow & { paused: boolean | null; catch_up: CatchUp | null; has_newer: boolean };

async function read(database: Database, { schedule, dueAt }: CommandKey): Promise<Found | undefined> {
  const [row] = await database.query<FoundRow>(
    `SELECT command.*, schedule.paused, schedule.catch_up, EXISTS (
       SELECT FROM command_scheduler.command AS newer
       WHERE newer.schedule = command.schedule AND newer.due_at > command.due_at
     ) AS has_newer
     FROM command_scheduler.command AS command
     LEFT JOIN command_scheduler.schedule AS schedule ON schedule.id = command.schedule
     WHERE command.schedule = $1 AND command.due_at = $2`,
    [schedule, dueAt],
  );
  return (
    row && {
      command: commandOf(row),
      paused: row.paused ?? undefined,
      catchUp: row.catch_up ?? undefined,
      hasNewer: row.has_newer,
    }
  );
}

async function countAttempt(database: Database, { schedule, dueAt }: CommandKey): Promise<void> {
  await database.query(
    'UPDATE command_scheduler.command SET attempts = attempts + 1 WHERE schedule = $1 AND due_at = $2',
    [schedule, dueAt],
  );
}

async function record(sending: Sending, command: Command, settlement: Settlement): Promise<true> {
  const { database, clock, log } = sending;
  const isFirst = await settle(database, command, settlement, await clock(database));
  const { schedule, dueAt, device } = command;
  const { outcome, reason } = settlement;
  if (isFirst)
    log(outcome === 'sent' ? 'info' : 'warn', `A command was ${outcome}.`, {
      schedule,
      dueAt,
      device,
      reason,
    });
  return true;
}
