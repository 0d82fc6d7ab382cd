import { parseArgs } from 'node:util';

/**
 * Takes no options but `--help`. What is said before anything is loaded is said at once.
 *
 * @returns whether to go on.
 */
export function mayEnter(usage: string, args: readonly string[] = process.argv.slice(2)): boolean {
  try {
    const { values } = parseArgs({
      // pnpm passes a separating "--" on.
      args: args.filter((argument) => argument !== '--'),
      options: { help: { type: 'boolean', short: 'h', default: false } },
    });
    if (values.help) process.stdout.write(usage);
    return !values.help;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exitCode = 2;
    return false;
  }
}
