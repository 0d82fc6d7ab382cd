import { NotFoundError, PermissionError, type AnalyticsClient } from '@bimodal/analytics-client';
import { dateOf } from './judge.ts';
import { Refused } from './refused.ts';

/**
 * When a report, by its token, was viewed last: undefined where it never was, or where that does not count; `unknown` where
 * nobody says.
 */
export type Views = (report: string) => Date | 'unknown' | undefined;

/** Views that do not count. */
export const noViews: Views = () => undefined;

/** Where times of views come from: only the Discovery API has them. */
export type ViewSource = 'discovery' | 'ignore';

/** @throws Refused where the workspace has no Discovery API; views are never taken for absent because of that. */
export async function readViews(
  mode: AnalyticsClient,
  source: ViewSource,
  signal: AbortSignal,
): Promise<Views> {
  if (source === 'ignore') return noViews;
  const views = new Map<string, Date | undefined>();
  try {
    const all = mode.discovery.listReports({ include_spaces: 'all' }, { signal });
    for await (const { token, last_viewed_at: at } of all) {
      views.set(token, dateOf(at));
    }
  } catch (error) {
    if (!(error instanceof PermissionError) && !(error instanceof NotFoundError)) throw error;
    throw new Refused(
      'When reports were viewed is told by the Discovery API only, and it refuses this key (it needs the Enterprise ' +
        'plan and an admin’s or the workspace’s key). Without it, name --views ignore to go by runs and edits alone.',
    );
  }
  return (report) => (views.has(report) ? views.get(report) : 'unknown');
}
