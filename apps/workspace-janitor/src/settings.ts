import { parseArgs } from 'node:util';
import { Refused } from './refused.ts';
import type { ViewSource } from './views.ts';

/** What the program was asked to do. */
export interface Settings {
  readonly task: 'plan' | 'apply' | 'undo';
  /** Reports not used for so many days are stale. */
  readonly days: number;
  /** The day from which they are counted back. */
  readonly asOf: Date;
  readonly views: ViewSource;
  /** Tokens of the collections to keep to; empty for all. */
  readonly collections: readonly string[];
  /** Tokens of reports that are left alone. */
  readonly keep: ReadonlySet<string>;
  readonly undoFile: string;
  /** Requests in a second; undefined leaves it to where the program runs. */
  readonly rate: number | undefined;
  /** Reports that are worked on at once. */
  readonly concurrency: number;
  readonly json: boolean;
}

export const usage = `Finds the reports of a Mode Analytics workspace that nobody uses, and puts them
away.

  workspace-janitor [options]          print what would be done; change nothing
  workspace-janitor --apply [options]  archive stale reports, delete their schedules
  workspace-janitor --undo [options]   take the last clean-up back

  --days N             stale after N days without view, edit or run by a person (90)
  --as-of DATE         count back from this day instead of now
  --views SOURCE       discovery (default): views count too; ignore: they do not
  --collection TOKEN   only this collection; may be repeated
  --keep TOKEN         leave this report alone; may be repeated
  --undo-file FILE     where clean-ups are written down (workspace-janitor.undo)
  --rate N             requests in a second (2)
  --json               one JSON object on standard output
  --help

It reads MODE_ANALYTICS_WORKSPACE, MODE_ANALYTICS_TOKEN and
MODE_ANALYTICS_SECRET; without any of them it works on a workspace of its own,
on this machine.

Ends with 0 when all was done, 1 on a failure, 2 for options that cannot be, 3
when some reports could not be read or changed, 130 when interrupted. Run
--apply or --undo again to go on after a failure or an interruption.
`;

/** @throws Refused for arguments that cannot be. */
export function readSettings(args: readonly string[]): Settings | 'help' {
  const values = parse(args);
  if (values.help) return 'help';
  if (values.apply && values.undo) throw new Refused('--apply and --undo are opposites: name one of them.');
  const asOf = values['as-of'] === undefined ? new Date() : new Date(values['as-of']);
  if (Number.isNaN(asOf.getTime())) throw new Refused('--as-of takes a date, such as 2026-11-22.');
  // Reports used today would be stale.
  if (asOf.getTime() > Date.now()) throw new Refused('--as-of takes a date that has come.');
  const { views } = values;
  if (views !== 'discovery' && views !== 'ignore') throw new Refused('--views is discovery or ignore.');
  return {
    task: values.apply ? 'apply' : values.undo ? 'undo' : 'plan',
    days: wholeNumber('--days', values.days, 1),
    asOf,
    views,
    collections: values.collection,
    keep: new Set(values.keep),
    undoFile: values['undo-file'],
    rate: values.rate === undefined ? undefined : wholeNumber('--rate', values.rate, 1),
    concurrency: 5,
    json: values.json,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      // pnpm passes a separating "--" on.
      args: args.filter((argument) => argument !== '--'),
      options: {
        apply: { type: 'boolean', default: false },
        undo: { type: 'boolean', default: false },
        days: { type: 'string', default: '90' },
        'as-of': { type: 'string' },
        views: { type: 'string', default: 'discovery' },
        collection: { type: 'string', multiple: true, default: [] },
        keep: { type: 'string', multiple: true, default: [] },
        'undo-file': { type: 'string', default: 'workspace-janitor.undo' },
        rate: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new Refused(error instanceof Error ? error.message : String(error));
  }
}

function wholeNumber(option: string, text: string, least: number): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < least) {
    throw new Refused(`${option} takes a whole number, ${least} or more.`);
  }
  return number;
}
