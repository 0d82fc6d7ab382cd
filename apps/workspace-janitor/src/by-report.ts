import type { Step } from './undo-file.ts';

/** The steps of each report, in the order in which the reports come. */
export function byReport(steps: readonly Step[]): readonly (readonly Step[])[] {
  return [...Map.groupBy(steps, ({ report }) => report).values()];
}
