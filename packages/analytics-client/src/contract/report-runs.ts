import { openEnum, operation } from '@bimodal/contract';
import { z } from 'zod';
import { restCallers } from './callers.ts';
import { Parameters, flag, id, text, time } from './fields.ts';
import { hal } from './hal.ts';
import { listing, page, report, run, workspace } from './inputs.ts';
import { Pagination } from './pagination.ts';

export const ReportRun = z
  .object({
    token: text,
    state: openEnum([
      'pending',
      'enqueued',
      'running_notebook',
      'succeeded',
      'completed',
      'failed',
      'cancelled',
    ]).describe(
      'Final: `succeeded`, `completed` (a report with a notebook), `failed`, `cancelled`. Everything else is under way.',
    ),
    parameters: Parameters.nullish().describe('Values that this run used, by parameter name.'),
    created_at: time.nullish(),
    updated_at: time.nullish(),
    completed_at: time.nullish().describe('Null until it ended.'),
    purge_started_at: time.nullish().describe('Once set, the results are gone.'),
    purge_completed_at: time.nullish(),
    python_state: openEnum(['none', 'pending', 'submitted', 'succeeded', 'failed', 'skipped'])
      .nullish()
      .describe('State of the notebook; `none` where the report has none.'),
    form_fields: z.array(z.record(z.string(), z.unknown())).nullish(),
    is_latest_report_run: flag.nullish(),
    is_latest_successful_report_run: flag.nullish(),
    has_more_recent_successful_run_available: flag.nullish(),
    report_has_failures_since_last_success: flag.nullish(),
    pusher_channel_name: text.nullish(),
    data_source_id: id.nullish().describe('Seen on old runs only.'),
    flamingo_signature: text.nullish().describe('Internal to the platform; seen until 2022.'),
    ...hal,
  })
  .meta({
    id: 'ReportRun',
    description: 'One run of a report: each of its queries ran once, with these parameters.',
  });

export const ReportRunPage = z
  .object({
    ...hal,
    _embedded: z.object({ report_runs: z.array(ReportRun) }),
    pagination: Pagination.nullish(),
  })
  .meta({ id: 'ReportRunPage', description: 'One page of report runs.' });

export const listReportRuns = operation({
  id: 'reportRuns.list',
  method: 'GET',
  path: '/api/{workspace}/reports/{report}/runs',
  input: z.object({
    workspace,
    report,
    page,
    per_page: z.int().min(1).optional().describe('Default 20, at most 30.'),
    ...listing,
  }),
  output: ReportRunPage,
  page: { style: 'counted', items: '_embedded.report_runs' },
  idempotent: true,
  source: 'documented',
  doc: 'Lists the runs of a report, newest first.',
  callers: restCallers,
});

export const createReportRun = operation({
  id: 'reportRuns.create',
  method: 'POST',
  path: '/api/{workspace}/reports/{report}/runs',
  input: z.object({
    workspace,
    report,
    parameters: Parameters.optional().describe(
      'Values of the report’s parameters by name. Default: those that the report defines.',
    ),
  }),
  output: ReportRun,
  idempotent: false,
  destructive: false,
  source: 'documented',
  doc: 'Runs a report and returns at once; the run goes on at the server. `reports.runAndWait` also waits for its end.',
  callers: restCallers,
  status: 202,
});

export const getReportRun = operation({
  id: 'reportRuns.get',
  method: 'GET',
  path: '/api/{workspace}/reports/{report}/runs/{run}',
  input: z.object({ workspace, report, run }),
  output: ReportRun,
  idempotent: true,
  source: 'documented',
  doc: 'Reads one run of a report. Why it failed is said by its query runs.',
  callers: restCallers,
});
