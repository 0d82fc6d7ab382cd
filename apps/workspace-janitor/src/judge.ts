import type { AnalyticsClient, Report, ReportSchedule } from '@bimodal/analytics-client';

/** What is known of one report's use, and what that means. */
export type Verdict =
  | { readonly stale: false; readonly why: string }
  | { readonly stale: true; readonly lastUsedAt: Date; readonly schedules: readonly ReportSchedule[] };

export interface Question {
  readonly report: Report;
  /** Reports used before this are stale. */
  readonly cutoff: Date;
  /** When it was viewed last: undefined where it never was, or where that does not count. */
  readonly viewedAt: Date | 'unknown' | undefined;
}

/**
 * Whether anybody uses a report: whether somebody viewed, edited, made or ran it since the cutoff, or has it sent to them.
 * Runs by its own schedules are no use of it; they are what keeps stale reports costing money.
 *
 * @throws where its dates do not say enough to judge by: nobody may take that for not used.
 *
 * Requests: none for a report that its own row shows to be in use, or that has no schedule; else one for its subscriptions;
 * where it has none and ran lately, its runs until one is found that a person began; and one for its schedules where it is
 * stale.
 */
export async function judge(mode: AnalyticsClient, question: Question): Promise<Verdict> {
  const { report, cutoff, viewedAt } = question;
  const createdAt = dateOf(report.created_at);
  if (!createdAt) throw new Error(`report ${report.token} does not say when it was made`);
  const known = newest(viewedAt === 'unknown' ? undefined : viewedAt, createdAt, dateOf(report.edited_at));
  if (known >= cutoff) return { stale: false, why: 'viewed, edited or made lately' };
  if (viewedAt === 'unknown') {
    throw new Error(`the Discovery API does not list report ${report.token}: it may have been viewed or not`);
  }
  const ranAt = dateOf(report.last_run_at);
  if ((report.schedules_count ?? 0) === 0) {
    const lastUsedAt = newest(known, ranAt);
    return lastUsedAt >= cutoff
      ? { stale: false, why: 'run lately' }
      : { stale: true, lastUsedAt, schedules: [] };
  }
  // What tells most often that it is in use comes first: nothing more is asked then.
  if (await isSentToSomebody(mode, report)) return { stale: false, why: 'sent to subscribers' };
  if (newest(ranAt) >= cutoff && (await wasRunByPerson(mode, report, cutoff))) {
    return { stale: false, why: 'run lately' };
  }
  const schedules = await mode.reportSchedules.list({ report: report.token }).toArray();
  return { stale: true, lastUsedAt: newest(ranAt) < cutoff ? newest(known, ranAt) : known, schedules };
}

/** Runs are listed newest first. Source: the API reference. */
async function wasRunByPerson(mode: AnalyticsClient, { token }: Report, cutoff: Date): Promise<boolean> {
  for await (const run of mode.reportRuns.list({ report: token })) {
    const beganAt = dateOf(run.created_at);
    if (beganAt && beganAt < cutoff) return false;
    if (!run._links?.['report_schedule']) return true;
  }
  return false;
}

/** Any subscription counts, whoever is in it: it ends with its schedule, and cannot be made again from what is read back. */
async function isSentToSomebody(mode: AnalyticsClient, { token: report }: Report): Promise<boolean> {
  return (await mode.reportSubscriptions.list({ report })).items.length > 0;
}

/** @throws for what is no date. */
export function dateOf(time: string | null | undefined): Date | undefined {
  const date = time ? new Date(time) : undefined;
  if (date && Number.isNaN(date.getTime())) throw new Error(`${JSON.stringify(time)} is no date`);
  return date;
}

function newest(...dates: readonly (Date | undefined)[]): Date {
  return new Date(Math.max(0, ...dates.map((date) => date?.getTime() ?? 0)));
}
