/** A worker without HTTP: plans and sends together with the others on the same PostgreSQL. */
import { mayEnter } from './front-door.ts';
import { logToStdout as log, messageOf } from './log.ts';
import { open } from './open.ts';
import { readSettings, SettingError } from './settings.ts';
import { untilStopped } from './until-stopped.ts';
import { usage } from './usage.ts';

if (mayEnter(usage)) await work();

async function work(): Promise<void> {
  try {
    const settings = readSettings(process.env);
    if (settings.databaseUrl === undefined) {
      throw new SettingError('DATABASE_URL is missing: a worker shares a PostgreSQL with the service.');
    }
    const opened = await open(settings, log);
    log('info', 'Worker started.', { pid: process.pid });
    await untilStopped(() => opened.close(), log);
  } catch (error) {
    log('error', `Not started: ${messageOf(error)}`);
    process.exitCode = 1;
  }
}
