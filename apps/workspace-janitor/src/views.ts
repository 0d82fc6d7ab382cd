import { NotFoundError, PermissionError, type AnalyticsClient } from '@bimodal/analytics-client';
import { dateOf } from './judge.ts';
import { Refused } from './refused.ts';

/** When each report was viewed last, by its token. */
export type Views = ReadonlyMap<string, Date>;

/** Where times of views come from: only the Discovery API has them. */
export type ViewSource = 'discovery' | 'ignore';

/** @throws Refused where the workspace has no Discovery API; views are never taken for absent because of that. */
export async function readViews(mode: AnalyticsClient, source: ViewSource): Promise<Views> {
  const views = new Map<string, Date>();
  if (source === 'ignore') return views;
  try {
    for await (const { token, last_viewed_at: at } of mode.discovery.listReports({ include_spaces: 'all' })) {
      const viewedAt = dateOf(at);
      if (viewedAt) views.set(token, viewedAt);
    }
  } catch (error) {
    if (!(error instanceof PermissionError) && !(error instanceof NotFoundError)) throw error;
    throw new Refused(
      'When reports were viewed is told by the Discovery API only, and it refuses this key (it needs the Enterprise ' +
        'plan and an admin’s or the workspace’s key). Without it, name --views ignore to go by runs and edits alone.',
    );
  }
  return views;
}
