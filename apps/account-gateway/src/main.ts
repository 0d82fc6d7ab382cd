/** The service: HTTP API and web page. */
import { startServer } from './http/server.ts';
import { logToStdout as log, messageOf } from './log.ts';
import { open } from './open.ts';
import { readSettings } from './settings.ts';
import { untilStopped } from './until-stopped.ts';

try {
  const settings = readSettings(process.env);
  const opened = await open(settings, log);
  const { gateway, claimCode } = opened;
  const server = await startServer({ ...settings, gateway, log }).catch(async (error: unknown) => {
    await opened.close();
    throw error;
  });
  const platform = settings.project === undefined ? 'an emulated project; nothing is kept' : 'MODE Cloud';
  log('info', `Account gateway for ${platform}: ${server.url}`, claimCode === undefined ? {} : { claimCode });
  await untilStopped(async () => {
    // Streams never end by themselves; requests do.
    gateway.close();
    await server.close();
    await opened.close();
  }, log);
} catch (error) {
  log('error', `Not started: ${messageOf(error)}`);
  process.exitCode = 1;
}
