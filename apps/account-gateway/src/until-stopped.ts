import { messageOf, type Log } from './log.ts';

/** Milliseconds within which everything has to be over. */
const patience = 60_000;

/**
 * Runs until the process is told to stop (SIGTERM, SIGINT), then closes in order. A second signal ends it at once, and so
 * does a close that takes too long.
 */
export async function untilStopped(close: () => Promise<void>, log: Log): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<string>();
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => resolve(signal));
  const signal = await promise;
  log('info', 'Stopping: what is under way finishes.', { signal });
  for (const again of ['SIGTERM', 'SIGINT']) process.once(again, () => process.exit(1));
  setTimeout(() => process.exit(1), patience).unref();
  await close().catch((error: unknown) => {
    log('error', 'Not everything could be closed.', { error: messageOf(error) });
    process.exitCode = 1;
  });
  log('info', 'Stopped.');
}
