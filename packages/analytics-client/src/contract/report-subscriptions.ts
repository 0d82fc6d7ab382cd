import { nothing, operation } from '@bimodal/contract';
import { z } from 'zod';
import { restCallers } from './callers.ts';
import { count, flag, text } from './fields.ts';
import { hal } from './hal.ts';
import { page, report, schedule, subscription, workspace } from './inputs.ts';
import { Pagination } from './pagination.ts';

const sent = flag.nullish();

export const ReportSubscription = z
  .object({
    token: text.nullish().describe('Not documented; the end of `_links.self` is the same.'),
    data_previews_enabled: sent,
    data_tables_enabled: sent,
    csv_attachments_enabled: sent,
    pdf_attachments_enabled: sent,
    report_links_enabled: sent,
    email_subscriber_count: count.nullish(),
    ...hal,
  })
  .meta({ id: 'ReportSubscription', description: 'What a schedule sends, and to how many.' });

const ReportSubscriptionPage = z
  .object({
    ...hal,
    _embedded: z.object({ report_subscriptions: z.array(ReportSubscription) }),
    pagination: Pagination.nullish(),
  })
  .meta({ id: 'ReportSubscriptionPage', description: 'Subscriptions of a report.' });

/** By the names that are read back; the reference writes them without `_enabled` and without a wrapper. */
const contents = {
  csv_attachments_enabled: z.boolean().optional().describe('Whether results are attached as CSV.'),
  pdf_attachments_enabled: z.boolean().optional().describe('Whether the report is attached as PDF.'),
  data_previews_enabled: z.boolean().optional(),
  data_tables_enabled: z.boolean().optional(),
  report_links_enabled: z.boolean().optional(),
};

export const listReportSubscriptions = operation({
  id: 'reportSubscriptions.list',
  method: 'GET',
  path: '/api/{workspace}/reports/{report}/subscriptions',
  input: z.object({ workspace, report, page }),
  output: ReportSubscriptionPage,
  page: { style: 'counted', items: '_embedded.report_subscriptions' },
  idempotent: true,
  source: 'documented',
  doc: 'Lists the subscriptions of a report.',
  callers: restCallers,
});

export const listReportSubscriptionsInSchedule = operation({
  id: 'reportSubscriptions.listInSchedule',
  method: 'GET',
  path: '/api/{workspace}/reports/{report}/schedules/{schedule}/subscriptions',
  input: z.object({ workspace, report, schedule, page }),
  output: ReportSubscriptionPage,
  page: { style: 'counted', items: '_embedded.report_subscriptions' },
  idempotent: true,
  source: 'documented',
  doc: 'Lists the subscriptions of one schedule of a report.',
  callers: restCallers,
});

export const createReportSubscription = operation({
  id: 'reportSubscriptions.create',
  method: 'POST',
  path: '/api/{workspace}/reports/{report}/subscriptions',
  input: z.object({ workspace, report, ...contents }),
  wrapper: 'report_subscription',
  output: ReportSubscription,
  idempotent: false,
  destructive: false,
  source: 'documented',
  doc: 'Adds a subscription to a report.',
  callers: restCallers,
});

export const getReportSubscription = operation({
  id: 'reportSubscriptions.get',
  method: 'GET',
  path: '/api/{workspace}/reports/{report}/subscriptions/{subscription}',
  input: z.object({ workspace, report, subscription }),
  output: ReportSubscription,
  idempotent: true,
  source: 'documented',
  doc: 'Reads one subscription of a report.',
  callers: restCallers,
});

export const updateReportSubscription = operation({
  id: 'reportSubscriptions.update',
  method: 'PATCH',
  path: '/api/{workspace}/reports/{report}/subscriptions/{subscription}',
  input: z.object({ workspace, report, subscription, ...contents }),
  wrapper: 'report_subscription',
  output: ReportSubscription,
  idempotent: true,
  destructive: false,
  source: 'documented',
  doc: 'Changes what a subscription sends.',
  callers: restCallers,
});

export const deleteReportSubscription = operation({
  id: 'reportSubscriptions.delete',
  method: 'DELETE',
  path: '/api/{workspace}/reports/{report}/subscriptions/{subscription}',
  input: z.object({ workspace, report, subscription }),
  output: nothing,
  idempotent: true,
  destructive: true,
  source: 'documented',
  doc: 'Deletes a subscription of a report.',
  callers: restCallers,
});
