import { exitCodes } from './exit-codes.ts';
import { messageOf, openLog } from './log.ts';
import { Problem } from './problem.ts';
import { run } from './run.ts';
import { readSettings, usage, type Settings } from './settings.ts';

/** Milliseconds that stopping may take, whatever is under way: what was accepted is on the disk. */
const patience = 10_000;

const stop = new AbortController();
let whenStopped: number = exitCodes.done;
const stopSoon = (): void => {
  if (stop.signal.aborted) return;
  stop.abort();
  setTimeout(() => process.exit(whenStopped), patience).unref();
};
// The second signal ends the process as it always does.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stopSoon);
// Whoever reads only the beginning (`… | head`) is no error. It stops in order, so that nothing is left behind.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') whenStopped = exitCodes.failed;
  stopSoon();
});

try {
  const settings = readSettings(process.argv.slice(2), process.env);
  if (settings === 'help') process.stdout.write(usage);
  else await start(settings);
  process.exitCode = whenStopped;
} catch (error) {
  process.stderr.write(`${error instanceof Problem ? error.message : messageOf(error)}\n`);
  process.exitCode = error instanceof Problem ? error.exitCode : exitCodes.failed;
}

async function start(settings: Settings): Promise<void> {
  const log = openLog(settings.json, (line) => process.stdout.write(line));
  if (!settings.isStory) return run(settings, log, stop.signal);
  // Only the story needs an emulator.
  const { tellStory } = await import('./story/tell-story.ts');
  return tellStory(settings, log, stop.signal);
}
