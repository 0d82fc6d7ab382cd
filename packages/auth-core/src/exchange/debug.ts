import { ownEnvironment, variable, type Environment } from '../values/variable.ts';
import { attemptChannel, mismatchChannel } from './channels.ts';

let on = false;

/** With `BIMODAL_DEBUG=1`, writes each attempt and mismatch to standard error, one line each. */
export function debugFromEnvironment(environment: Environment = ownEnvironment()): void {
  if (on || variable(environment, 'BIMODAL_DEBUG') !== '1') return;
  on = true;
  attemptChannel.subscribe((message) => line('attempt', message));
  mismatchChannel.subscribe((message) => line('mismatch', message));
}

function line(what: string, message: unknown): void {
  process.stderr.write(`bimodal ${what} ${JSON.stringify(message)}\n`);
}
