import { Presets, SingleBar } from 'cli-progress';

/** Tells how far the work is. */
export interface Progress {
  /** @param total undefined where nobody knows yet; what is done is counted then. */
  start(what: string, total?: number): void;
  advance(): void;
  stop(): void;
}

/** A bar on standard error, for one piece of work after another; where that is no terminal, a line every few seconds. */
export function progressBar(): Progress {
  let bar: SingleBar | undefined;
  return {
    start(what, total) {
      bar?.stop();
      bar = new SingleBar(
        {
          format:
            total === undefined
              ? `${what}: {value} so far`
              : `${what}: {bar} {value} of {total}, {eta_formatted} left`,
          barsize: 25,
          stream: process.stderr,
          noTTYOutput: true,
          notTTYSchedule: 5000,
          // Ctrl-C is the program's to hear.
          gracefulExit: false,
          // Not to be switched off: killed, the program would leave the terminal so.
          linewrap: true,
        },
        Presets.shades_classic,
      );
      bar.start(total ?? 0, 0);
    },
    advance: () => bar?.increment(),
    stop() {
      bar?.stop();
      bar = undefined;
    },
  };
}
