import Table from 'cli-table3';
import type { Outcome } from './outcome.ts';
import type { Plan, Problem } from './plan.ts';

/** A plan for people to read. */
export function printPlan(plan: Plan): string {
  const { stale, looked, days } = plan;
  const schedules = stale.reduce((sum, each) => sum + each.schedules.length, 0);
  const lines: string[] = [];
  if (stale.length > 0) {
    const table = new Table({
      head: ['report', 'name', 'unused', 'schedules'],
      style: { head: [], border: [] },
      colAligns: ['left', 'left', 'right', 'right'],
      // 80 columns with the five lines between.
      colWidths: [14, 38, 12, 11],
      chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
    });
    for (const { report, name, unusedDays, schedules: own } of stale) {
      table.push([report, plain(name), `${unusedDays} days`, own.length]);
    }
    lines.push(table.toString());
  }
  lines.push(
    `${stale.length} of ${looked} reports were not used for ${days} days; they have ${schedules} schedules.`,
  );
  if (stale.length > 0) {
    lines.push(
      'Nothing was changed. --apply archives these reports and deletes their schedules; --undo takes that back.',
    );
  }
  return [...lines, ...problemLines(plan.problems)].join('\n');
}

/** What came of it, for people to read. */
export function printOutcome(
  task: 'apply' | 'undo',
  { done, skipped, problems }: Outcome,
  file: string,
): string {
  const lines =
    task === 'apply'
      ? [`${done} changes made, ${skipped} no longer called for. --undo takes them back, by ${file}.`]
      : [`${done} changes taken back, ${skipped} of reports that are gone for good.`];
  return [...lines, ...problemLines(problems)].join('\n');
}

function problemLines(problems: readonly Problem[]): string[] {
  if (problems.length === 0) return [];
  return [
    `${problems.length} could not be done, and were left alone:`,
    ...problems.map(({ what, why }) => `  ${plain(what)}: ${plain(why)}`),
  ];
}

/** Names come from other people: no control characters reach the terminal. */
function plain(text: string): string {
  return text.replaceAll(/\p{C}/gu, '');
}
