import { Refusal } from '../../server/refusal.ts';
import { findDataSource } from '../data-sources/data-sources.ts';
import { now } from '../kernel/new-values.ts';
import type { Handle, World } from '../kernel/world.ts';

const day = 86_400_000;

/** Purges: results really go, and runs tell since when. They are gone by the time of the answer. */
export function purgeHandlers(world: World): Record<string, Handle<never>> {
  const ofDataSource: Handle<{ dataSource: string }> = async (input) => {
    const { id } = findDataSource(world, input.dataSource);
    await purge(world, 'q.data_source = :id', { id });
    return {};
  };

  /** Results of runs older than a day, up to and including another. */
  const ofReports: Handle<{ time: string; end_time?: string; in_progress?: unknown }> = async (input) => {
    const [before, end] = [Date.parse(input.time), Date.parse(input.end_time ?? input.time)];
    if (Number.isNaN(before) || Number.isNaN(end)) throw new Refusal(400, 'time is invalid');
    if (before > Date.now() - day) throw new Refusal(400, 'time must be at least one day past');
    // With an end, the days from the one to the other; without it, whatever is older.
    const [from, to] = input.end_time === undefined ? [0, before] : [before, end + day];
    await purge(world, 'r.created_at >= :from AND r.created_at < :to', {
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
    });
    return {};
  };
  return { 'dataSources.purge': ofDataSource, 'reports.purge': ofReports };
}

async function purge(
  { db, results, exports }: World,
  which: string,
  values: Readonly<Record<string, string | number>>,
): Promise<void> {
  const doomed = db.all<{ token: string; run: string }>(
    `SELECT q.token, q.run FROM query_runs AS q JOIN report_runs AS r ON r.token = q.run
     WHERE ${which} AND r.state <> 'enqueued' AND r.purged_at IS NULL`,
    values,
  );
  const at = now();
  db.transaction(() => {
    for (const { token, run } of doomed) {
      db.run('UPDATE query_runs SET result = NULL WHERE token = :token', { token });
      db.run('UPDATE report_runs SET purged_at = :at WHERE token = :run', { run, at });
    }
  });
  await Promise.all(doomed.map(({ token }) => results.remove(token)));
  // They show what was in the results.
  await Promise.all([...new Set(doomed.map(({ run }) => run))].map((run) => exports.remove(run)));
}
