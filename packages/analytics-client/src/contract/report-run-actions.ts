import { nothing, operation } from '@bimodal/contract';
import { z } from 'zod';
import { personCallers, restCallers } from './callers.ts';
import { text } from './fields.ts';
import { hal } from './hal.ts';
import { collection, report, run, token, workspace } from './inputs.ts';
import { Report } from './report-schema.ts';
import { ReportRun } from './report-runs.ts';

export const ReportRunDuplicate = z.object({ token: text, state: text.nullish(), ...hal }).meta({
  id: 'ReportRunDuplicate',
  description: 'A copy of a report on its way. The reference names it and never says what is in it.',
});

export const refreshReportRunDatasets = operation({
  id: 'reportRuns.refreshDatasets',
  method: 'POST',
  path: '/api/{workspace}/reports/{report}/runs',
  input: z.object({
    workspace,
    report,
    dataset_tokens: z
      .array(z.object({ token: token.describe('Token of the dataset.') }))
      .min(1)
      .describe('The imported datasets to refresh.'),
  }),
  wrapper: 'report',
  output: ReportRun,
  idempotent: false,
  destructive: false,
  source: 'documented',
  doc: 'Pulls the latest run of imported datasets into a report, without running them again. `datasetRuns.create` runs one.',
  callers: restCallers,
  status: 202,
});

export const cancelReportRun = operation({
  id: 'reportRuns.cancel',
  method: 'PUT',
  path: '/api/{workspace}/reports/{report}/runs/{run}/cancel',
  input: z.object({ workspace, report, run }),
  output: nothing,
  idempotent: true,
  destructive: false,
  source: 'observed',
  doc: 'Cancels a run that has not ended. Known from the form that runs carry; what it answers is not.',
  callers: restCallers,
});

export const cloneReportRun = operation({
  id: 'reportRuns.clone',
  method: 'POST',
  path: '/api/{workspace}/reports/{report}/runs/{run}/clone',
  input: z.object({ workspace, report, run }),
  output: Report,
  idempotent: false,
  destructive: false,
  source: 'documented',
  doc: 'Copies a report, as it was at this run, into the caller’s personal collection as “Copy of …”. Workspace tokens cannot: they are nobody’s. A copy may be finished although the call timed out; look before cloning again.',
  callers: personCallers,
  status: 202,
});

export const duplicateReportRun = operation({
  id: 'reportRuns.duplicate',
  method: 'POST',
  path: '/api/{workspace}/reports/{report}/runs/{run}/duplicates',
  input: z.object({
    workspace,
    report,
    run,
    collection_id: collection
      .optional()
      .describe('Token, in spite of its name, of the collection that the copy goes to.'),
  }),
  in: { collection_id: 'query' },
  output: ReportRunDuplicate,
  idempotent: false,
  destructive: false,
  source: 'documented',
  doc: 'Begins a copy of a report, as it was at this run, in a collection. `reportRuns.getDuplicate` tells how far it is.',
  callers: personCallers,
});

export const getReportRunDuplicate = operation({
  id: 'reportRuns.getDuplicate',
  method: 'GET',
  path: '/api/{workspace}/reports/{report}/runs/{run}/duplicates/{duplicate}',
  input: z.object({ workspace, report, run, duplicate: token.describe('Token of the duplicate.') }),
  output: ReportRunDuplicate,
  idempotent: true,
  source: 'documented',
  doc: 'Reads how far a copy of a report is.',
  callers: restCallers,
});
