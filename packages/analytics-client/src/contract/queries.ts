import { nothing, operation } from '@bimodal/contract';
import { z } from 'zod';
import { restCallers } from './callers.ts';
import { count, id, text, time } from './fields.ts';
import { hal } from './hal.ts';
import { dataSourceId, query, report, workspace } from './inputs.ts';

export const Query = z
  .object({
    token: text,
    id: id.nullish().describe('Numeric id as a string. Paths take the token.'),
    name: text.nullish(),
    raw_query: text.nullish().describe('SQL with Liquid, before parameters are filled in.'),
    created_at: time.nullish(),
    updated_at: time.nullish(),
    last_run_id: id.nullish().describe('Numeric id of its latest query run; no token is given.'),
    data_source_id: id.nullish().describe('Numeric id of the data source, as a string.'),
    explorations_count: count.nullish().describe('Visual Explorer analyses; not charts.'),
    report_imports_count: count.nullish().describe('Above 0 on the query of a dataset that reports import.'),
    dbt_metric_id: id.nullish(),
    dbt_metric_token: text.nullish(),
    mapping_id: id.nullish(),
    ...hal,
  })
  .meta({ id: 'Query', description: 'A SQL query of a report.' });

export const QueryList = z
  .object({ ...hal, _embedded: z.object({ queries: z.array(Query) }) })
  .meta({ id: 'QueryList', description: 'The queries of a report, in its order.' });

const sql = z
  .string()
  .describe('SQL; it may use Liquid: `{{ name }}`, `{% form %}`, `{{ @definition as alias }}`.');

export const listQueries = operation({
  id: 'queries.list',
  method: 'GET',
  path: '/api/{workspace}/reports/{report}/queries',
  input: z.object({ workspace, report }),
  output: QueryList,
  page: { style: 'whole', items: '_embedded.queries' },
  idempotent: true,
  source: 'documented',
  doc: 'Lists the queries of a report, all at once, in its order.',
  callers: restCallers,
});

export const getQuery = operation({
  id: 'queries.get',
  method: 'GET',
  path: '/api/{workspace}/reports/{report}/queries/{query}',
  input: z.object({ workspace, report, query }),
  output: Query,
  idempotent: true,
  source: 'documented',
  doc: 'Reads one query of a report.',
  callers: restCallers,
});

export const createQuery = operation({
  id: 'queries.create',
  method: 'POST',
  path: '/api/{workspace}/reports/{report}/queries',
  input: z.object({
    workspace,
    report,
    data_source_id: dataSourceId,
    raw_query: sql,
    name: z.string().optional(),
  }),
  wrapper: 'query',
  output: Query,
  idempotent: false,
  destructive: false,
  source: 'documented',
  doc: 'Adds a query to a report. A data source that the caller cannot reach answers 404.',
  callers: restCallers,
});

export const updateQuery = operation({
  id: 'queries.update',
  method: 'PATCH',
  path: '/api/{workspace}/reports/{report}/queries/{query}',
  input: z.object({
    workspace,
    report,
    query,
    data_source_id: dataSourceId.optional(),
    raw_query: sql.optional(),
    name: z.string().optional(),
  }),
  wrapper: 'query',
  output: Query,
  idempotent: true,
  destructive: false,
  source: 'documented',
  doc: 'Changes the SQL, the name or the data source of a query.',
  callers: restCallers,
});

export const deleteQuery = operation({
  id: 'queries.delete',
  method: 'DELETE',
  path: '/api/{workspace}/reports/{report}/queries/{query}',
  input: z.object({ workspace, report, query }),
  output: nothing,
  idempotent: true,
  destructive: true,
  source: 'documented',
  doc: 'Deletes a query of a report, and its charts.',
  callers: restCallers,
});
