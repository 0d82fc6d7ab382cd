import { existsSync } from 'node:fs';
import { BimodalError } from '@bimodal/analytics-client';
import { apply } from './apply.ts';
import type { Connected } from './connected.ts';
import { connect } from './connect.ts';
import { makePlan, wordsOf } from './make-plan.ts';
import type { Outcome } from './outcome.ts';
import { printOutcome, printPlan } from './print.ts';
import { progressBar } from './progress.ts';
import { Refused } from './refused.ts';
import { readSettings, usage, type Settings } from './settings.ts';
import { UndoFile, type Cleanup } from './undo-file.ts';
import { undo } from './undo.ts';
import { noViews, readViews } from './views.ts';

const interrupted = new AbortController();
// The change under way ends, the next one is not begun. A second Ctrl-C ends the process as it always does.
process.once('SIGINT', () => interrupted.abort());
process.once('SIGTERM', () => interrupted.abort());

try {
  const settings = readSettings(process.argv.slice(2));
  if (settings === 'help') process.stdout.write(usage);
  else process.exitCode = await run(settings, interrupted.signal);
} catch (error) {
  process.exitCode = exitCodeOf(error);
}

async function run(settings: Settings, signal: AbortSignal): Promise<number> {
  await using connected = await connect(settings.rate);
  if (connected.isOwn) note('No MODE_ANALYTICS_… is set: this is a workspace of its own, on this machine.');
  if (settings.task === 'plan') {
    sayWhatIsLeft(settings.undoFile);
    const plan = await makePlan(connected.mode, settings, progressBar(), signal);
    print(settings.json ? plan : printPlan(plan));
    return plan.problems.length > 0 ? 3 : 0;
  }
  if (settings.task === 'undo' && !existsSync(settings.undoFile)) {
    throw new Refused(`There is no ${settings.undoFile}. Name the file of the clean-up with --undo-file.`);
  }
  using file = new UndoFile(settings.undoFile);
  const outcome =
    settings.task === 'apply'
      ? await applyFrom(connected, settings, file, signal)
      : await undoFrom(connected, settings, file, signal);
  print(
    settings.json
      ? { task: settings.task, ...outcome }
      : printOutcome(settings.task, outcome, settings.undoFile),
  );
  if (signal.aborted) {
    note(`Interrupted. Run --${settings.task} again to go on.`);
    return 130;
  }
  return outcome.problems.length > 0 ? 3 : 0;
}

async function applyFrom(
  connected: Connected,
  settings: Settings,
  file: UndoFile,
  signal: AbortSignal,
): Promise<Outcome> {
  const { mode, origin } = connected;
  const begun = file.unfinished();
  let cleanup: Cleanup;
  const problems: Outcome['problems'] = [];
  if (begun) {
    bindTo(connected, begun);
    note(
      `Going on with the clean-up that was begun at ${begun.started_at}, of reports not used for ${begun.days} days.`,
    );
    cleanup = begun;
  } else {
    const plan = await makePlan(mode, settings, progressBar(), signal);
    problems.push(...plan.problems);
    if (plan.stale.length === 0 && !file.hasLeftOver()) return { done: 0, skipped: 0, problems };
    const { workspace, days, asOf } = plan;
    cleanup = file.begin({ workspace, origin, days, as_of: asOf }, plan.stale);
  }
  const views = await readViews(mode, settings.views, signal);
  const { concurrency, keep } = settings;
  const progress = progressBar();
  const outcome = await apply({ mode, file, cleanup, views, keep, concurrency, progress, signal });
  return { ...outcome, problems: [...problems, ...outcome.problems] };
}

async function undoFrom(
  connected: Connected,
  settings: Settings,
  file: UndoFile,
  signal: AbortSignal,
): Promise<Outcome> {
  const cleanup = file.undoable();
  if (!cleanup) throw new Refused(`${settings.undoFile} holds no clean-up that could be taken back.`);
  bindTo(connected, cleanup);
  const { concurrency, keep } = settings;
  const { mode } = connected;
  const progress = progressBar();
  return undo({ mode, file, cleanup, views: noViews, keep, concurrency, progress, signal });
}

/** A plan is of the reports that are not archived: of a clean-up that lies half done it says nothing. */
function sayWhatIsLeft(path: string): void {
  if (!existsSync(path)) return;
  try {
    using file = new UndoFile(path);
    const begun = file.unfinished();
    if (begun) {
      note(
        `${path}: the clean-up of ${begun.workspace} that was begun at ${begun.started_at} lies half done. ` +
          '--apply goes on with it before anything else, --undo takes it back.',
      );
    } else if (file.hasLeftOver()) {
      note(`${path}: a former clean-up could not do everything. --apply does what is left of it, too.`);
    }
  } catch (error) {
    note(wordsOf(error));
  }
}

/** Tokens of one workspace mean nothing in another. */
function bindTo({ mode, origin }: Connected, cleanup: Cleanup): void {
  if (cleanup.workspace === mode.workspace && cleanup.origin === origin) return;
  throw new Refused(
    `The undo file holds a clean-up of ${cleanup.workspace} at ${cleanup.origin}, and this is ${mode.workspace} at ` +
      `${origin}. Name another file with --undo-file.`,
  );
}

function exitCodeOf(error: unknown): number {
  if (interrupted.signal.aborted) {
    note('Interrupted.');
    return 130;
  }
  if (error instanceof Refused) {
    note(error.message);
    return 2;
  }
  note(error instanceof BimodalError ? error.message : `It failed: ${wordsOf(error)}`);
  return 1;
}

function print(what: string | object): void {
  process.stdout.write(`${typeof what === 'string' ? what : JSON.stringify(what)}\n`);
}

function note(words: string): void {
  process.stderr.write(`${words}\n`);
}
