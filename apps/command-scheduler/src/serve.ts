import { databaseClock } from './clock.ts';
import { exampleSchedule } from './demo/example-schedule.ts';
import { greeting } from './greeting.ts';
import { startServer } from './http/server.ts';
import { logToStdout as log } from './log.ts';
import { open } from './open.ts';
import { Schedules } from './schedules/schedules.ts';
import { readSettings } from './settings.ts';
import { untilStopped } from './until-stopped.ts';

/** Runs the service until it is told to stop. */
export async function serve(): Promise<void> {
  const settings = readSettings(process.env);
  const opened = await open(settings, log);
  const { database, scheduler, demoDevice } = opened;
  if (demoDevice !== undefined) await new Schedules(database, databaseClock).add(exampleSchedule(demoDevice));
  const server = await startServer({ ...settings, database, scheduler, clock: databaseClock, log }).catch(
    async (error: unknown) => {
      await opened.close();
      throw error;
    },
  );
  const platform = settings.isDemo ? 'an emulated home with one device; nothing is kept' : 'MODE Cloud';
  log('info', `Command scheduler for ${platform}: ${server.url}`);
  if (process.stdout.isTTY) process.stdout.write(greeting(server.url, settings.token));
  await untilStopped(async () => {
    await server.close();
    await opened.close();
  }, log);
}
