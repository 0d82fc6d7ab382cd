import { links, collection as list } from '../kernel/hal.ts';
import { findDataset } from '../datasets/datasets.ts';
import { countedWindow, counters, fixedWindow } from '../kernel/paging.ts';
import { Refusal } from '../../server/refusal.ts';
import { notFound } from '../kernel/refusals.ts';
import { findReport } from '../reports/reports.ts';
import type { ReportRunRow, ReportRow, ReportScheduleRow } from '../kernel/rows.ts';
import type { Cron } from './cron.ts';
import { scheduleTimes } from './times.ts';
import { isZone } from './zones.ts';
import { newToken, now } from '../kernel/new-values.ts';
import type { Handle, World } from '../kernel/world.ts';

/** Seconds until a run still under way is given up. Source: the reference's example. */
const usualTimeout = 86_100;

interface ScheduleFields {
  name?: string;
  cron: Cron;
  params?: Readonly<Record<string, unknown>>;
  timeout?: number;
}

export function reportScheduleHandlers(world: World): Record<string, Handle<never>> {
  const { db, workspace } = world;

  const find = (report: string, token: string): ReportScheduleRow => {
    const row = db.get<ReportScheduleRow>(
      'SELECT * FROM report_schedules WHERE report = :report AND token = :token',
      {
        report,
        token,
      },
    );
    if (!row) throw notFound('report schedule not found');
    return row;
  };

  const listSchedules: Handle<{ report: string; page?: unknown }> = (input, { identity }) => {
    const report = findReport(world, input.report, identity);
    const rows = db.all<ReportScheduleRow>(
      'SELECT * FROM report_schedules WHERE report = :report ORDER BY id LIMIT :limit OFFSET :offset',
      { report: report.token, ...fixedWindow(input.page) },
    );
    const self = `/api/${workspace.username}/reports/${report.token}/schedules`;
    return {
      body: list(
        self,
        'report_schedules',
        rows.map((row) => scheduleJson(world, row, report)),
      ),
    };
  };

  const get: Handle<{ report: string; schedule: string }> = (input, { identity }) => {
    const report = findReport(world, input.report, identity);
    return { body: scheduleJson(world, find(report.token, input.schedule), report) };
  };

  const listInDataset: Handle<{ dataset: string; page?: unknown }> = (input, { identity }) => {
    const dataset = findDataset(world, input.dataset, identity);
    const rows = db.all<ReportScheduleRow>(
      'SELECT * FROM report_schedules WHERE report = :token ORDER BY id',
      {
        token: dataset.token,
      },
    );
    const window = countedWindow(input.page, undefined, 30);
    const shown = rows.slice(window.offset, window.offset + window.limit);
    const self = `/api/${workspace.username}/datasets/${dataset.token}/schedules`;
    const json = shown.map((row) => scheduleJson(world, row, dataset));
    return { body: list(self, 'report_schedules', json, counters(self, window, shown.length, rows.length)) };
  };

  const create: Handle<ScheduleFields & { report: string }> = (input, { identity }) => {
    const report = findReport(world, input.report, identity);
    isKnown(input.cron);
    const [token, at] = [newToken(), now()];
    db.run(
      `INSERT INTO report_schedules (token, report, name, cron, parameters, timeout, creator, created_at, updated_at, planned_at)
       VALUES (:token, :report, :name, :cron, :parameters, :timeout, :user, :at, :at, :planned)`,
      {
        token,
        report: report.token,
        name: input.name ?? 'Untitled schedule',
        cron: written(input.cron),
        parameters: JSON.stringify(input.params ?? {}),
        timeout: input.timeout ?? usualTimeout,
        user: identity.user,
        at,
        planned: world.clock().toISOString(),
      },
    );
    return { body: scheduleJson(world, find(report.token, token), report) };
  };

  const update: Handle<Partial<ScheduleFields> & { report: string; schedule: string }> = (
    input,
    { identity },
  ) => {
    const report = findReport(world, input.report, identity);
    const row = find(report.token, input.schedule);
    if (input.cron) isKnown(input.cron);
    db.run(
      `UPDATE report_schedules SET name = :name, cron = :cron, parameters = :parameters, timeout = :timeout,
         updated_at = :at, planned_at = :planned WHERE token = :token`,
      {
        token: row.token,
        name: input.name ?? row.name,
        cron: input.cron ? written(input.cron) : row.cron,
        parameters: input.params ? JSON.stringify(input.params) : row.parameters,
        timeout: input.timeout ?? row.timeout,
        at: now(),
        planned: input.cron ? world.clock().toISOString() : row.planned_at,
      },
    );
    return { body: scheduleJson(world, find(report.token, row.token), report) };
  };

  const remove: Handle<{ report: string; schedule: string }> = (input, { identity }) => {
    const report = findReport(world, input.report, identity);
    db.run('DELETE FROM report_schedules WHERE token = :token', {
      token: find(report.token, input.schedule).token,
    });
    return {};
  };

  return {
    'reportSchedules.list': listSchedules,
    'reportSchedules.get': get,
    'reportSchedules.create': create,
    'reportSchedules.update': update,
    'reportSchedules.listInDataset': listInDataset,
    'reportSchedules.bulkDelete': remove,
    'reportSchedules.delete': remove,
  };
}

/** Null, as the platform's own form has it, is as good as absent. */
function written(cron: Cron): string {
  return JSON.stringify(cron, (_field, value: unknown) => value ?? undefined);
}

function isKnown({ time_zone: zone }: Cron): void {
  if (zone !== undefined && !isZone(zone)) throw new Refusal(400, 'Time zone is not included in the list');
}

function scheduleJson(
  { db, workspace, clock }: World,
  row: ReportScheduleRow,
  report: ReportRow,
): Record<string, unknown> {
  const lastRun = db.get<ReportRunRow>(
    'SELECT * FROM report_runs WHERE schedule = :token ORDER BY id DESC LIMIT 1',
    { token: row.token },
  );
  const subscribers = db.get<{ n: number }>(
    `SELECT count(*) AS n FROM subscription_members AS m JOIN report_subscriptions AS s ON s.token = m.subscription
     WHERE s.schedule = :token`,
    { token: row.token },
  );
  const self = `/api/${workspace.username}/reports/${report.token}/schedules/${row.token}`;
  return {
    token: row.token,
    name: row.name,
    parameters: JSON.parse(row.parameters) as unknown,
    created_at: row.created_at,
    updated_at: row.updated_at,
    retry_state: 'ok',
    retry_count: 0,
    retry_delay: 0,
    timeout: row.timeout,
    last_run_at: lastRun?.created_at ?? null,
    last_succeeded_at: lastRun?.state === 'succeeded' ? lastRun.completed_at : null,
    report_name: report.name,
    report_token: report.token,
    report_type: report.type,
    subscribed: false,
    subscriber_count: subscribers?.n ?? 0,
    ...scheduleTimes(JSON.parse(row.cron) as Cron, clock()),
    _links: links({
      account: `/api/${workspace.username}`,
      creator: `/api/${row.creator}`,
      self,
      report: `/api/${workspace.username}/reports/${report.token}`,
      report_web: `/${workspace.username}/reports/${report.token}`,
      report_runs: `/api/${workspace.username}/reports/${report.token}/runs`,
      report_subscriptions: `${self}/subscriptions`,
    }),
  };
}
