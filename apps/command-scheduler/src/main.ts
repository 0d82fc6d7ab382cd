/** The service: HTTP API, web page, and a worker. */
import { mayEnter } from './front-door.ts';
import { logToStdout as log, messageOf } from './log.ts';
import { usage } from './usage.ts';

if (mayEnter(usage)) {
  log('info', 'Command scheduler: starting.');
  try {
    // What it consists of takes a while to load.
    const { serve } = await import('./serve.ts');
    await serve();
  } catch (error) {
    log('error', `Not started: ${messageOf(error)}`);
    process.exitCode = 1;
  }
}
