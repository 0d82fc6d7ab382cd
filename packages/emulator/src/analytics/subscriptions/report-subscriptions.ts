import { collection as list, links } from '../kernel/hal.ts';
import type { Caller } from '../kernel/identity.ts';
import { countedWindow, counters } from '../kernel/paging.ts';
import { notFound } from '../kernel/refusals.ts';
import { findReport } from '../reports/reports.ts';
import { newToken, now } from '../kernel/new-values.ts';
import type { Handle, World } from '../kernel/world.ts';

interface Row {
  id: number;
  token: string;
  report: string;
  schedule: string | null;
  flags: string;
}

const usual = {
  data_previews_enabled: true,
  data_tables_enabled: false,
  csv_attachments_enabled: false,
  pdf_attachments_enabled: false,
  report_links_enabled: true,
};

type Flags = Partial<typeof usual>;

/** A subscription by its token, in a report that the caller may see. @throws Refusal 404 */
export function findSubscription(world: World, report: string, token: string, caller: Caller): Row {
  const row = world.db.get<Row>(
    'SELECT * FROM report_subscriptions WHERE report = :report AND token = :token',
    { report: findReport(world, report, caller).token, token },
  );
  if (!row) throw notFound('report subscription not found');
  return row;
}

export function reportSubscriptionHandlers(world: World): Record<string, Handle<never>> {
  const { db, workspace } = world;
  const scheduleOf = (report: string, token?: string): string | null => {
    const row = db.get<{ token: string }>(
      `SELECT token FROM report_schedules WHERE report = :report AND (:token IS NULL OR token = :token)
       ORDER BY id LIMIT 1`,
      { report, token: token ?? null },
    );
    if (!row && token !== undefined) throw notFound('report schedule not found');
    return row?.token ?? null;
  };

  const listAll: Handle<{ report: string; schedule?: string; page?: unknown }> = (input, { identity }) => {
    const { token: report } = findReport(world, input.report, identity);
    const schedule = input.schedule === undefined ? undefined : scheduleOf(report, input.schedule);
    const rows = db.all<Row>(
      `SELECT * FROM report_subscriptions WHERE report = :report AND (:schedule IS NULL OR schedule = :schedule)
       ORDER BY id`,
      { report, schedule: schedule ?? null },
    );
    const window = countedWindow(input.page, undefined, 30);
    const shown = rows.slice(window.offset, window.offset + window.limit);
    const within = schedule ? `/schedules/${schedule}` : '';
    const self = `/api/${workspace.username}/reports/${report}${within}/subscriptions`;
    const json = shown.map((row) => subscriptionJson(world, row));
    return {
      body: list(self, 'report_subscriptions', json, counters(self, window, shown.length, rows.length)),
    };
  };
  const get: Handle<{ report: string; subscription: string }> = (input, { identity }) => ({
    body: subscriptionJson(world, findSubscription(world, input.report, input.subscription, identity)),
  });
  const create: Handle<Flags & { report: string }> = (input, { identity }) => {
    const { token: report } = findReport(world, input.report, identity);
    const token = newToken();
    db.run(
      `INSERT INTO report_subscriptions (token, report, schedule, flags, created_at)
       VALUES (:token, :report, :schedule, :flags, :at)`,
      {
        token,
        report,
        schedule: scheduleOf(report),
        flags: JSON.stringify({ ...usual, ...flagsIn(input) }),
        at: now(),
      },
    );
    return { body: subscriptionJson(world, findSubscription(world, report, token, identity)) };
  };
  const update: Handle<Flags & { report: string; subscription: string }> = (input, { identity }) => {
    const row = findSubscription(world, input.report, input.subscription, identity);
    const flags = { ...(JSON.parse(row.flags) as Flags), ...flagsIn(input) };
    db.run('UPDATE report_subscriptions SET flags = :flags WHERE id = :id', {
      id: row.id,
      flags: JSON.stringify(flags),
    });
    return { body: subscriptionJson(world, findSubscription(world, input.report, row.token, identity)) };
  };
  const remove: Handle<{ report: string; subscription: string }> = (input, { identity }) => {
    const { token } = findSubscription(world, input.report, input.subscription, identity);
    db.transaction(() => {
      db.run('DELETE FROM subscription_members WHERE subscription = :token', { token });
      db.run('DELETE FROM report_subscriptions WHERE token = :token', { token });
    });
    return {};
  };
  return {
    'reportSubscriptions.list': listAll,
    'reportSubscriptions.listInSchedule': listAll,
    'reportSubscriptions.get': get,
    'reportSubscriptions.create': create,
    'reportSubscriptions.update': update,
    'reportSubscriptions.delete': remove,
  };
}

function flagsIn(input: Flags): Flags {
  const names = Object.keys(usual) as (keyof Flags)[];
  return Object.fromEntries(
    names.flatMap((name) => (input[name] === undefined ? [] : [[name, input[name]]])),
  );
}

function subscriptionJson({ db, workspace }: World, row: Row): Record<string, unknown> {
  const report = `/api/${workspace.username}/reports/${row.report}`;
  const self = `${report}/subscriptions/${row.token}`;
  const emails = db.get<{ n: number }>(
    `SELECT count(*) AS n FROM subscription_members WHERE subscription = :token AND channel = 'email'`,
    { token: row.token },
  );
  return {
    token: row.token,
    ...(JSON.parse(row.flags) as Flags),
    email_subscriber_count: emails?.n ?? 0,
    _links: links({
      self,
      report_schedule: row.schedule === null ? undefined : `${report}/schedules/${row.schedule}`,
      email_subscription_memberships: `${self}/email_memberships`,
      slack_subscription_memberships: `${self}/slack_memberships`,
    }),
  };
}
