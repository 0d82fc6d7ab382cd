#!/usr/bin/env node
import { FlagError, readFlags, usage } from './cli/flags.ts';
import { makeFilesFolder } from './cli/files-folder.ts';
import { greeting } from './cli/greeting.ts';
import type { EmulatorOptions } from './options/options.ts';
import { issuesInWords } from './server/issues.ts';

async function main(): Promise<void> {
  const options = flags();
  if (!options) return;
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve);
  });
  // Not before the flags are known to be right: it takes a second.
  const { startEmulator } = await import('./emulator.ts');
  const folder = makeFilesFolder(options.files);
  const emulator = await startEmulator(options).catch((error: unknown) => {
    folder.undo();
    throw error;
  });
  process.stdout.write(greeting(emulator, options, folder));
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
  const why = error instanceof Error ? error.message : String(error);
  process.stderr.write(`The emulator could not start: ${oldNode() ?? why}\n`);
  process.exitCode = 1;
});

/** What fails on a Node that is too old fails with a word about something else: `node:sqlite` is missing. */
function oldNode(): string | undefined {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 19)) return undefined;
  return `it runs on Node 22.19 or newer, and this is Node ${process.versions.node}.`;
}
