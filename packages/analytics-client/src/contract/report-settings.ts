import { nothing, operation } from '@bimodal/contract';
import { z } from 'zod';
import { restCallers } from './callers.ts';
import { report, workspace } from './inputs.ts';
import { Report } from './report-schema.ts';

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .describe('A date, `YYYY-MM-DD`.');

export const purgeReports = operation({
  id: 'reports.purge',
  method: 'POST',
  path: '/api/{workspace}/reports/purge',
  input: z.object({
    workspace,
    time: day.describe('`YYYY-MM-DD`: results of runs older than this day go. At least one day past.'),
    end_time: day
      .optional()
      .describe('`YYYY-MM-DD`, inclusive: the end of a window, to break a large purge up.'),
    in_progress: z
      .boolean()
      .optional()
      .describe('Whether runs that are under way are purged too. Default: true.'),
  }),
  in: { time: 'query', end_time: 'query', in_progress: 'query' },
  output: nothing,
  // Results that are gone already are gone.
  idempotent: true,
  destructive: true,
  source: 'documented',
  doc: 'Removes the stored results of every report of the workspace, for good. It is accepted at once and carried out later. `reports.purgeInWindows` breaks a long time up.',
  callers: restCallers,
  status: 202,
});

export const updateReportSettings = operation({
  id: 'reports.updateSettings',
  method: 'PATCH',
  path: '/api/{workspace}/reports/{report}/update_settings',
  input: z.object({
    workspace,
    report,
    theme: z
      .union([z.literal(1), z.literal(2), z.literal(3), z.literal(5)])
      .optional()
      .describe('1: Mode Dark, 2: Grey, 3: Light, 5: Subway.'),
    full_width: z.boolean().optional(),
    manual_run_disabled: z.boolean().optional(),
    drill_anywhere_enabled: z.boolean().optional(),
  }),
  wrapper: 'report',
  output: nothing,
  idempotent: true,
  destructive: false,
  source: 'observed',
  doc: 'Changes how a report looks and what its readers may do. Known from the form that reports carry; what it answers is not.',
  callers: restCallers,
});

export const syncReportToGithub = operation({
  id: 'reports.syncToGithub',
  method: 'PATCH',
  path: '/api/{workspace}/reports/{report}/sync_to_github',
  input: z.object({ workspace, report, commit_message: z.string().min(1).optional() }),
  output: Report,
  // Each makes a commit.
  idempotent: false,
  destructive: false,
  source: 'observed',
  doc: 'Commits a report to the GitHub repository that the workspace is connected to.',
  callers: restCallers,
});
