#!/usr/bin/env node
import { FlagError, readFlags, usage } from './cli/flags.ts';
import { greeting } from './cli/greeting.ts';
import type { EmulatorOptions } from './options.ts';
import { issuesInWords } from './server/issues.ts';

async function main(): Promise<void> {
  const options = flags();
  if (!options) return;
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve);
  });
  // Not before the flags are known to be right: it takes a second.
  const { startEmulator } = await import('./emulator.ts');
  const emulator = await startEmulator(options);
  process.stdout.write(greeting(emulator, options));
  emulator.onDeviation(({ kind, operation, issues }) => {
    process.stderr.write(`deviation (${kind}) ${operation}: ${issuesInWords(issues)}\n`);
  });
  await stopped;
  await emulator.close();
  process.stdout.write('Stopped.\n');
}

function flags(): EmulatorOptions | undefined {
  try {
    const options = readFlags(process.argv.slice(2), process.cwd());
    if (options !== 'help') return options;
    process.stdout.write(usage);
  } catch (error) {
    if (!(error instanceof FlagError)) throw error;
    process.stderr.write(`${error.message}\n\n${usage}`);
    process.exitCode = 2;
  }
  return undefined;
}

main().catch((error: unknown) => {
  process.stderr.write(
    `The emulator could not start: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 1;
});
