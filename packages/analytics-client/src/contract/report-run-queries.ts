import { operation } from '@bimodal/contract';
import { z } from 'zod';
import { restCallers } from './callers.ts';
import { dataSourceId, report, token, workspace } from './inputs.ts';
import { ReportRun } from './report-runs.ts';

const RunQuery = z.object({
  token: token.optional().describe('Token of the query, if there is one already; without it, one is made.'),
  data_source_id: dataSourceId,
  create_query_run: z.boolean().describe('Whether the run includes this query.'),
  limit: z.boolean().optional().describe('Whether only its first 100 rows are fetched. Default false.'),
  raw_query: z.string().optional().describe('The SQL to run from now on.'),
  name: z.string().optional(),
});

export const createReportRunWithQueries = operation({
  id: 'reportRuns.createWithQueries',
  method: 'POST',
  path: '/api/{workspace}/reports/{report}/runs',
  input: z.object({
    workspace,
    report,
    queries_attributes: z.array(RunQuery).min(1).describe('The queries to save and to run.'),
  }),
  wrapper: 'report',
  output: ReportRun,
  idempotent: false,
  destructive: false,
  source: 'inferred',
  doc: 'Saves queries of a report and runs some of them, with the automatic limit of 100 rows where it is asked for, as the editor does. The reference describes these queries (`QueriesAttributes`) and prints no operation that takes them.',
  callers: restCallers,
  status: 202,
});
