import { nothing, openEnum, operation } from '@bimodal/contract';
import { z } from 'zod';
import { restCallers } from './callers.ts';
import { Parameters, count, flag, text, time } from './fields.ts';
import { hal } from './hal.ts';
import { dataset, page, report, schedule, workspace } from './inputs.ts';
import { Pagination } from './pagination.ts';

const frequencies = ['every_15_minutes', 'every_30_minutes', 'hourly', 'daily', 'weekly', 'monthly'] as const;

export const ReportSchedule = z
  .object({
    token: text,
    name: text.nullish(),
    parameters: Parameters.nullish(),
    created_at: time.nullish(),
    updated_at: time.nullish(),
    retry_state: text.nullish(),
    retry_count: count.nullish(),
    retry_delay: count.nullish(),
    timeout: count
      .nullish()
      .describe('Seconds until a run still under way is given up and it may fire again.'),
    last_run_at: time.nullish(),
    last_succeeded_at: time.nullish(),
    last_scheduled_run: time.nullish().describe('With the offset `+00:00` instead of `Z`.'),
    next_scheduled_run: time.nullish().describe('With the offset `+00:00` instead of `Z`.'),
    report_name: text.nullish(),
    report_token: text.nullish(),
    report_type: text.nullish(),
    delivery: text.nullish(),
    subscribed: flag.nullish(),
    subscriber_count: count.nullish(),
    frequency: openEnum(frequencies).nullish(),
    time_zone: text.nullish().describe('A Rails zone name, such as `Pacific Time (US & Canada)`.'),
    hour: text.nullish().describe('Prose, such as `8:00 pm`. The number is `cron_hour`.'),
    minute: text.nullish().describe('Prose, such as `the top of the hour`. The number is `cron_minute`.'),
    cron_hour: count.nullish().describe('0 to 23.'),
    cron_minute: count.nullish().describe('0 to 59.'),
    day_of_week: text.nullish().describe('English day names joined by commas; weekly schedules only.'),
    ...hal,
  })
  .meta({ id: 'ReportSchedule', description: 'When a report runs by itself.' });

export const ReportSchedulePage = z
  .object({
    ...hal,
    _embedded: z.object({ report_schedules: z.array(ReportSchedule) }),
    pagination: Pagination.nullish(),
  })
  .meta({ id: 'ReportSchedulePage', description: 'One page of the schedules of a report.' });

const dayOfWeek = z.int().min(0).max(7);

const Cron = z
  .object({
    freq: z.enum(frequencies),
    day_of_month: z.int().min(1).max(31).nullish().describe('Null where it does not apply, as forms say.'),
    day_of_week: z
      .union([dayOfWeek, z.array(dayOfWeek)])
      .nullish()
      .describe(
        'Documented as 0 to 6 from Sunday; also seen as a list of 1 to 7. Read it back from the answer.',
      ),
    hour: z.int().min(0).max(23).optional(),
    minute: z.int().min(0).max(59).optional().describe('May be rounded to five minutes.'),
    time_zone: z
      .string()
      .optional()
      .describe('A Rails zone name, such as `UTC` or `Pacific Time (US & Canada)`.'),
  })
  .meta({ id: 'Cron', description: 'How often, and when.' });

const params = Parameters.describe('Values of the report’s parameters for the scheduled runs.');
const timeout = z
  .int()
  .min(1)
  .describe('Seconds until a run still under way is given up and the schedule may fire again.');

export const listReportSchedules = operation({
  id: 'reportSchedules.list',
  method: 'GET',
  path: '/api/{workspace}/reports/{report}/schedules',
  input: z.object({ workspace, report, page }),
  output: ReportSchedulePage,
  page: { style: 'numbered', items: '_embedded.report_schedules' },
  idempotent: true,
  source: 'documented',
  doc: 'Lists the schedules of a report.',
  callers: restCallers,
});

export const getReportSchedule = operation({
  id: 'reportSchedules.get',
  method: 'GET',
  path: '/api/{workspace}/reports/{report}/schedules/{schedule}',
  input: z.object({ workspace, report, schedule }),
  output: ReportSchedule,
  idempotent: true,
  source: 'documented',
  doc: 'Reads one schedule of a report.',
  callers: restCallers,
});

export const createReportSchedule = operation({
  id: 'reportSchedules.create',
  method: 'POST',
  path: '/api/{workspace}/reports/{report}/schedules',
  input: z.object({
    workspace,
    report,
    name: z.string().optional(),
    cron: Cron,
    params: params.optional(),
    timeout: timeout.optional(),
  }),
  wrapper: 'report_schedule',
  output: ReportSchedule,
  idempotent: false,
  destructive: false,
  source: 'documented',
  doc: 'Adds a schedule to a report.',
  callers: restCallers,
});

export const updateReportSchedule = operation({
  id: 'reportSchedules.update',
  method: 'PATCH',
  path: '/api/{workspace}/reports/{report}/schedules/{schedule}',
  input: z.object({
    workspace,
    report,
    schedule,
    name: z.string().optional(),
    cron: Cron.optional(),
    params: params.optional(),
    timeout: timeout.optional(),
  }),
  wrapper: 'report_schedule',
  output: ReportSchedule,
  idempotent: true,
  destructive: false,
  source: 'documented',
  doc: 'Changes when a report runs by itself.',
  callers: restCallers,
});

export const listReportSchedulesInDataset = operation({
  id: 'reportSchedules.listInDataset',
  method: 'GET',
  path: '/api/{workspace}/datasets/{dataset}/schedules',
  input: z.object({ workspace, dataset, page }),
  output: ReportSchedulePage,
  page: { style: 'counted', items: '_embedded.report_schedules' },
  idempotent: true,
  source: 'documented',
  doc: 'Lists the schedules of a dataset. Change them as those of the report that `report_token` names.',
  callers: restCallers,
});

export const bulkDeleteReportSchedules = operation({
  id: 'reportSchedules.bulkDelete',
  method: 'DELETE',
  path: '/api/{workspace}/reports/schedules/v1/bulk_delete',
  input: z.object({ workspace, report, schedule }),
  output: nothing,
  idempotent: true,
  destructive: true,
  source: 'documented',
  doc: 'Deletes schedules in bulk. The reference lists a report and a schedule for it and shows no place for either; they go as a query. `reportSchedules.delete` is certain.',
  callers: restCallers,
});

export const deleteReportSchedule = operation({
  id: 'reportSchedules.delete',
  method: 'DELETE',
  path: '/api/{workspace}/reports/{report}/schedules/{schedule}',
  input: z.object({ workspace, report, schedule }),
  output: nothing,
  idempotent: true,
  destructive: true,
  source: 'documented',
  doc: 'Deletes a schedule of a report.',
  callers: restCallers,
});
