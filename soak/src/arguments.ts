import { parseArgs } from 'node:util';

/** What a run is told. */
export interface Arguments {
  readonly seed: number;
  /** Scenarios of calls. */
  readonly scenarios: number;
  /** Scenarios of streams and devices. */
  readonly streams: number;
  readonly kills: number;
  /** Values that the printed contract and zod both judge. */
  readonly judgements: number;
  /** Runs one scenario of the seed again. */
  readonly path: string | undefined;
  /** The same of streams and devices. */
  readonly streamPath: string | undefined;
}

export const usage = `Usage: pnpm soak [--seed N] [--scenarios 1000] [--streams 120] [--kills 100] [--judgements 100000]
                 [--path P] [--stream-path P]

Drives both clients, their streams and devices through a faulty network, kills devices that send events, and holds the judge of
the printed contract against zod. Prints what came of it, and the seed. --seed and --path, or --stream-path, as a failure names them, run that scenario again, and nothing else.
`;

/** @throws TypeError for what is no such argument. */
export function readArguments(given: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: given.filter((argument) => argument !== '--'),
    options: {
      seed: { type: 'string' },
      scenarios: { type: 'string' },
      streams: { type: 'string' },
      kills: { type: 'string' },
      judgements: { type: 'string' },
      path: { type: 'string' },
      'stream-path': { type: 'string' },
    },
  });
  const { path, 'stream-path': streamPath } = values;
  for (const each of [path, streamPath]) {
    if (each === undefined || (/^\d+(:\d+)*$/.test(each) && values.seed !== undefined)) continue;
    throw new TypeError(
      'A path takes numbers with colons between them, as a failure names them, and its --seed.',
    );
  }
  const isAgain = path !== undefined || streamPath !== undefined;
  return {
    seed: number('seed', values.seed) ?? Math.floor(Math.random() * 2 ** 31),
    scenarios: number('scenarios', values.scenarios) ?? (isAgain ? Number(path !== undefined) : 1000),
    streams: number('streams', values.streams) ?? (isAgain ? Number(streamPath !== undefined) : 120),
    kills: number('kills', values.kills) ?? (isAgain ? 0 : 100),
    judgements: number('judgements', values.judgements) ?? (isAgain ? 0 : 100_000),
    path,
    streamPath,
  };
}

function number(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new TypeError(`--${name} takes a whole number of at most nine digits.`);
}
