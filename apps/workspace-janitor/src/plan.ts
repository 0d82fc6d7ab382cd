import type { ScheduleCopy } from './schedule-copy.ts';

/** A report that nobody uses, with the schedules that keep it running. */
export interface StaleReport {
  readonly report: string;
  readonly name: string;
  readonly collection: string;
  /** ISO 8601. */
  readonly lastUsedAt: string;
  /** Days from its last use to the day of the plan. */
  readonly unusedDays: number;
  readonly schedules: readonly { readonly token: string; readonly copy: ScheduleCopy }[];
}

/** Something that could not be read or judged, and is therefore left alone. */
export interface Problem {
  readonly what: string;
  readonly why: string;
}

/** What would be done. */
export interface Plan {
  readonly workspace: string;
  readonly asOf: string;
  readonly days: number;
  /** How many reports were looked at; archived ones are not among them. */
  readonly looked: number;
  readonly stale: readonly StaleReport[];
  readonly problems: readonly Problem[];
}
