import { nothing, operation } from '@bimodal/contract';
import { z } from 'zod';
import { restCallers } from './callers.ts';
import { collection, dataset, dataSource, listing, page, token, workspace } from './inputs.ts';
import { Report, ReportPage } from './report-schema.ts';

export const listDatasetsInCollection = operation({
  id: 'datasets.listInCollection',
  method: 'GET',
  path: '/api/{workspace}/spaces/{collection}/datasets',
  input: z.object({ workspace, collection, page, ...listing }),
  output: ReportPage,
  page: { style: 'numbered', items: '_embedded.reports' },
  idempotent: true,
  source: 'documented',
  doc: 'Lists the datasets of a collection, 30 a page. Archived ones cannot be listed.',
  callers: restCallers,
});

export const listDatasetsInDataSource = operation({
  id: 'datasets.listInDataSource',
  method: 'GET',
  path: '/api/{workspace}/data_sources/{dataSource}/datasets',
  input: z.object({ workspace, dataSource, page, ...listing }),
  output: ReportPage,
  page: { style: 'numbered', items: '_embedded.reports' },
  idempotent: true,
  source: 'documented',
  doc: 'Lists the datasets that use a data source. Archived ones cannot be listed.',
  callers: restCallers,
});

export const getDataset = operation({
  id: 'datasets.get',
  method: 'GET',
  path: '/api/{workspace}/datasets/{dataset}',
  input: z.object({ workspace, dataset }),
  output: Report,
  idempotent: true,
  source: 'documented',
  doc: 'Reads one dataset: a report of type `DatasetReport`. `description` may be missing here and be in lists.',
  callers: restCallers,
});

export const updateDataset = operation({
  id: 'datasets.update',
  method: 'PATCH',
  path: '/api/{workspace}/datasets/{dataset}',
  input: z.object({
    workspace,
    dataset,
    name: z.string().max(64).optional().describe('At most 64 characters.'),
    description: z.string().optional(),
    space_token: token.optional().describe('Token of the collection to move it to.'),
  }),
  wrapper: 'report',
  output: Report,
  idempotent: true,
  destructive: false,
  source: 'documented',
  doc: 'Renames, describes or moves a dataset.',
  callers: restCallers,
});

export const deleteDataset = operation({
  id: 'datasets.delete',
  method: 'DELETE',
  path: '/api/{workspace}/datasets/{dataset}',
  input: z.object({ workspace, dataset }),
  output: nothing,
  idempotent: true,
  destructive: true,
  source: 'documented',
  doc: 'Deletes a dataset for good. `reports.listInDataset` tells who would miss it.',
  callers: restCallers,
});
