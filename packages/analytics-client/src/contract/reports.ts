import { nothing, operation } from '@bimodal/contract';
import { z } from 'zod';
import { restCallers } from './callers.ts';
import { collection, dataset, dataSource, listing, page, report, token, workspace } from './inputs.ts';
import { Report, ReportPage } from './report-schema.ts';

export const listReportsInCollection = operation({
  id: 'reports.listInCollection',
  method: 'GET',
  path: '/api/{workspace}/spaces/{collection}/reports',
  input: z.object({ workspace, collection, page, ...listing }),
  output: ReportPage,
  page: { style: 'numbered', items: '_embedded.reports' },
  idempotent: true,
  source: 'documented',
  doc: 'Lists the reports of a collection, archived ones included, 30 a page.',
  callers: restCallers,
});

export const listReports = operation({
  id: 'reports.list',
  method: 'GET',
  path: '/api/{workspace}/reports',
  input: z.object({
    workspace,
    page,
    filter: z
      .enum(['archived', 'public', 'drafts', 'starred', 'viewed', 'by_ids'])
      .optional()
      .describe('Which ones, by the links of a workspace; all that the caller sees where absent.'),
    ids: z.string().min(1).optional().describe('With `by_ids`: tokens, separated by commas.'),
  }),
  output: ReportPage,
  page: { style: 'numbered', items: '_embedded.reports' },
  idempotent: true,
  source: 'inferred',
  doc: 'Lists the reports of a workspace. Not in the reference: the workspace links to it, and clients call it; what it answers was not seen. `reports.listInCollection` is certain.',
  callers: restCallers,
});

export const getReport = operation({
  id: 'reports.get',
  method: 'GET',
  path: '/api/{workspace}/reports/{report}',
  input: z.object({
    workspace,
    report,
    'embed[report_runs]': z
      .literal(1)
      .optional()
      .describe('1 puts its runs under `_embedded.report_runs`. Seen in a client of 2016.'),
  }),
  output: Report,
  idempotent: true,
  source: 'documented',
  doc: 'Reads one report.',
  callers: restCallers,
});

export const createReport = operation({
  id: 'reports.create',
  method: 'POST',
  path: '/api/{workspace}/reports',
  input: z.object({
    workspace,
    space_token: token
      .optional()
      .describe('Token of the collection to make it in. Default: the caller’s personal one.'),
  }),
  output: Report,
  idempotent: false,
  destructive: false,
  source: 'observed',
  doc: 'Makes an empty, untitled report in the caller’s personal collection, or in the given one. Name it with `reports.update`, then add queries with `queries.create`.',
  callers: restCallers,
  status: 201,
});

export const updateReport = operation({
  id: 'reports.update',
  method: 'PATCH',
  path: '/api/{workspace}/reports/{report}',
  input: z.object({
    workspace,
    report,
    name: z.string().max(64).optional().describe('At most 64 characters.'),
    description: z.string().nullish().describe('Null takes it away.'),
    space_token: token.optional().describe('Token of the collection to move it to.'),
    layout: z.string().optional().describe('HTML of the report’s page: a fragment, no document.'),
  }),
  wrapper: 'report',
  output: Report,
  idempotent: true,
  destructive: false,
  source: 'documented',
  doc: 'Renames, describes, moves or lays out a report. That the layout can be set is not documented, but shown by its form and done.',
  callers: restCallers,
  status: 202,
});

export const archiveReport = operation({
  id: 'reports.archive',
  method: 'PATCH',
  path: '/api/{workspace}/reports/{report}/archive',
  input: z.object({ workspace, report }),
  output: Report,
  idempotent: true,
  destructive: false,
  source: 'documented',
  doc: 'Archives a report. Lists go on showing it, with `archived: true`.',
  callers: restCallers,
});

export const unarchiveReport = operation({
  id: 'reports.unarchive',
  method: 'PATCH',
  path: '/api/{workspace}/reports/{report}/unarchive',
  input: z.object({ workspace, report }),
  output: Report,
  idempotent: true,
  destructive: false,
  source: 'documented',
  doc: 'Takes a report out of the archive.',
  callers: restCallers,
});

export const listReportsInDataSource = operation({
  id: 'reports.listInDataSource',
  method: 'GET',
  path: '/api/{workspace}/data_sources/{dataSource}/reports',
  input: z.object({ workspace, dataSource, page, ...listing }),
  output: ReportPage,
  page: { style: 'numbered', items: '_embedded.reports' },
  idempotent: true,
  source: 'documented',
  doc: 'Lists the reports that use a data source, 30 rows a page: a report once for each of its queries there. `reports.distinctInDataSource` gives each once.',
  callers: restCallers,
});

export const listReportsInDataset = operation({
  id: 'reports.listInDataset',
  method: 'GET',
  path: '/api/{workspace}/datasets/{dataset}/reports',
  input: z.object({ workspace, dataset, page }),
  output: ReportPage,
  page: { style: 'numbered', items: '_embedded.reports' },
  idempotent: true,
  source: 'documented',
  doc: 'Lists the reports that import a dataset: token, name, creator and links only.',
  callers: restCallers,
});

export const deleteReport = operation({
  id: 'reports.delete',
  method: 'DELETE',
  path: '/api/{workspace}/reports/{report}',
  input: z.object({ workspace, report }),
  output: nothing,
  idempotent: true,
  destructive: true,
  source: 'documented',
  doc: 'Deletes a report for good, with its queries, runs and schedules. `reports.archive` keeps it.',
  callers: restCallers,
});
