import { openEnum, operation } from '@bimodal/contract';
import { z } from 'zod';
import { restCallers } from './callers.ts';
import { Parameters, id, text, time } from './fields.ts';
import { hal } from './hal.ts';
import { page, query, report, run, token, workspace } from './inputs.ts';

export const QueryRun = z
  .object({
    token: text,
    id: id.nullish(),
    state: openEnum(['pending', 'enqueued', 'running', 'succeeded', 'failed', 'cancelled']).describe(
      'The reference lists no states; these were seen or are likely.',
    ),
    created_at: time.nullish(),
    completed_at: time.nullish().describe('Null until it ended.'),
    query_token: text.nullish(),
    query_name: text.nullish(),
    query_created_at: time.nullish(),
    raw_source: text.nullish().describe('SQL before parameters are filled in.'),
    rendered_source: text.nullish().describe('SQL as the warehouse got it.'),
    statement_annotation: text.nullish(),
    parameters: Parameters.nullish(),
    data_source_id: id.nullish(),
    data_source_token: text.nullish(),
    limit: z.boolean().nullish().describe('Whether only the first 100 rows were fetched.'),
    max_result_bytes: id.nullish().describe('Bytes a result may have; a number on the wire, a string here.'),
    dbt_metric_id: id.nullish(),
    dbt_metric_token: text.nullish(),
    error_code: text
      .nullish()
      .describe('The platform’s own word, such as `SqlUnknownFunction`; absent unless failed.'),
    error_type: text.nullish(),
    error_message: text.nullish().describe('What the warehouse said; absent unless failed.'),
    help_url: text.nullish(),
    ...hal,
  })
  .meta({
    id: 'QueryRun',
    description: 'One query of a report run. The warehouse’s error is here, not on the report run.',
  });

export const QueryRunList = z
  .object({ ...hal, _embedded: z.object({ query_runs: z.array(QueryRun) }) })
  .meta({
    id: 'QueryRunList',
    description: 'Query runs: those of a report run, one per query, or those of a query.',
  });

export const queryRun = token.describe('Token of the query run.');

export const listQueryRuns = operation({
  id: 'queryRuns.list',
  method: 'GET',
  path: '/api/{workspace}/reports/{report}/runs/{run}/query_runs',
  input: z.object({ workspace, report, run }),
  output: QueryRunList,
  page: { style: 'whole', items: '_embedded.query_runs' },
  idempotent: true,
  source: 'documented',
  doc: 'Lists the query runs of a report run, all at once, one per query.',
  callers: restCallers,
});

export const listQueryRunsInQuery = operation({
  id: 'queryRuns.listInQuery',
  method: 'GET',
  path: '/api/{workspace}/reports/{report}/queries/{query}/runs',
  input: z.object({ workspace, report, query, page }),
  output: QueryRunList,
  page: { style: 'numbered', items: '_embedded.query_runs' },
  idempotent: true,
  source: 'observed',
  doc: 'Lists the runs of one query, the newest first. Not in the reference; every query links there. Whether it has pages was not seen.',
  callers: restCallers,
});

export const getQueryRun = operation({
  id: 'queryRuns.get',
  method: 'GET',
  path: '/api/{workspace}/reports/{report}/runs/{run}/query_runs/{queryRun}',
  input: z.object({ workspace, report, run, queryRun }),
  output: QueryRun,
  idempotent: true,
  source: 'documented',
  doc: 'Reads one query run.',
  callers: restCallers,
});
