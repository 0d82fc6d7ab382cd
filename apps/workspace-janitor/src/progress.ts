import { Presets, SingleBar } from 'cli-progress';

/** Tells how far the work is. */
export interface Progress {
  start(total: number): void;
  advance(): void;
  stop(): void;
}

/** A bar on standard error; where that is no terminal, a line every few seconds. */
export function progressBar(): Progress {
  const bar = new SingleBar(
    {
      format: '{bar} {value} of {total} reports, {eta_formatted} left',
      stream: process.stderr,
      noTTYOutput: true,
      notTTYSchedule: 5000,
      // Ctrl-C is the program's to hear.
      gracefulExit: false,
      linewrap: null,
    },
    Presets.shades_classic,
  );
  return {
    start: (total) => bar.start(total, 0),
    advance: () => bar.increment(),
    stop: () => bar.stop(),
  };
}
