import { run, type Surroundings } from './run.ts';

/** Runs npm with these settings in place of the user's own. */
export function npm(
  args: readonly string[],
  { userConfig, ...surroundings }: Surroundings & { readonly userConfig: string },
): Promise<string> {
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  return run('npm', [...args, `--userconfig=${userConfig}`, ...quiet], surroundings);
}
