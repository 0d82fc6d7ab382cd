import { parseArgs } from 'node:util';

/** What a run is told. */
export interface Arguments {
  readonly seed: number;
  readonly scenarios: number;
  readonly kills: number;
  /** Runs one scenario of the seed again. */
  readonly path: string | undefined;
}

export const usage = `Usage: pnpm soak [--seed N] [--scenarios 1000] [--kills 100] [--path P]

Drives both clients through a faulty network, and kills devices that send events. Prints what came of it, and the seed.
--seed and --path, as a failure names them, run that scenario again, and no kills.
`;

/** @throws TypeError for what is no such argument. */
export function readArguments(given: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: given.filter((argument) => argument !== '--'),
    options: {
      seed: { type: 'string' },
      scenarios: { type: 'string' },
      kills: { type: 'string' },
      path: { type: 'string' },
    },
  });
  const { path } = values;
  if (path !== undefined && !(/^\d+(:\d+)*$/.test(path) && values.seed !== undefined)) {
    throw new TypeError(
      '--path takes numbers with colons between them, as a failure names them, and its --seed.',
    );
  }
  return {
    seed: number('seed', values.seed) ?? Math.floor(Math.random() * 2 ** 31),
    scenarios: number('scenarios', values.scenarios) ?? 1000,
    kills: number('kills', values.kills) ?? (path === undefined ? 100 : 0),
    path,
  };
}

function number(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new TypeError(`--${name} takes a whole number of at most nine digits.`);
}
