import { openEnum, operation } from '@bimodal/contract';
import { z } from 'zod';
import { restCallers } from './callers.ts';
import { flag, text, time } from './fields.ts';
import { hal } from './hal.ts';
import { dataset, listing, page, run, workspace } from './inputs.ts';
import { Pagination } from './pagination.ts';

export const DatasetRun = z
  .object({
    token: text,
    state: openEnum(['pending', 'enqueued', 'succeeded', 'completed', 'failed', 'cancelled']).describe(
      'Final: `succeeded`, `completed`, `failed`, `cancelled`.',
    ),
    created_at: time.nullish(),
    updated_at: time.nullish(),
    completed_at: time.nullish().describe('Null until it ended.'),
    purge_started_at: time.nullish().describe('Once set, the results are gone.'),
    purge_completed_at: time.nullish(),
    is_latest_report_run: flag.nullish().describe('What the server sends for `is_latest_dataset_run`.'),
    is_latest_successful_report_run: flag.nullish(),
    is_latest_dataset_run: z.union([flag, text]).nullish().describe('Documented as text.'),
    is_latest_successful_dataset_run: z.union([flag, text]).nullish().describe('Documented as text.'),
    dataset_has_failures_since_last_success: z.union([flag, text]).nullish(),
    pusher_channel_name: text.nullish(),
    ...hal,
  })
  .meta({ id: 'DatasetRun', description: 'One run of a dataset.' });

const DatasetRunPage = z
  .object({
    ...hal,
    _embedded: z.object({ report_runs: z.array(DatasetRun) }),
    pagination: Pagination.nullish(),
  })
  .meta({ id: 'DatasetRunPage', description: 'One page of dataset runs.' });

export const listDatasetRuns = operation({
  id: 'datasetRuns.list',
  method: 'GET',
  path: '/api/{workspace}/datasets/{dataset}/runs',
  input: z.object({ workspace, dataset, page, per_page: z.int().min(1).optional(), ...listing }),
  output: DatasetRunPage,
  page: { style: 'counted', items: '_embedded.report_runs' },
  idempotent: true,
  source: 'documented',
  doc: 'Lists the runs of a dataset.',
  callers: restCallers,
});

export const createDatasetRun = operation({
  id: 'datasetRuns.create',
  method: 'POST',
  path: '/api/{workspace}/datasets/{dataset}/runs',
  input: z.object({ workspace, dataset }),
  output: DatasetRun,
  idempotent: false,
  destructive: false,
  source: 'documented',
  doc: 'Runs a dataset and returns at once; the run goes on at the server.',
  callers: restCallers,
  status: 202,
});

export const getDatasetRun = operation({
  id: 'datasetRuns.get',
  method: 'GET',
  path: '/api/{workspace}/datasets/{dataset}/runs/{run}',
  input: z.object({ workspace, dataset, run }),
  output: DatasetRun,
  idempotent: true,
  source: 'documented',
  doc: 'Reads one run of a dataset.',
  callers: restCallers,
});
