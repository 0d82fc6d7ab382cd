import { greeting } from './greeting.ts';
import { startServer } from './http/server.ts';
import { logToStdout as log } from './log.ts';
import { open } from './open.ts';
import { readSettings } from './settings.ts';
import { untilStopped } from './until-stopped.ts';

/** Runs the service until it is told to stop. */
export async function serve(): Promise<void> {
  const settings = readSettings(process.env);
  const opened = await open(settings, log);
  const { gateway, claimCode } = opened;
  const server = await startServer({ ...settings, gateway, log }).catch(async (error: unknown) => {
    await opened.close();
    throw error;
  });
  const platform = settings.project === undefined ? 'an emulated project; nothing is kept' : 'MODE Cloud';
  log('info', `Account gateway for ${platform}: ${server.url}`, claimCode === undefined ? {} : { claimCode });
  if (process.stdout.isTTY) process.stdout.write(greeting(server.url, claimCode));
  await untilStopped(async () => {
    // Streams never end by themselves; requests do.
    gateway.close();
    await server.close();
    await opened.close();
  }, log);
}
