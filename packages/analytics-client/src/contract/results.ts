import { operation } from '@bimodal/contract';
import { z } from 'zod';
import { restCallers } from './callers.ts';
import { hal } from './hal.ts';
import { report, run, workspace } from './inputs.ts';
import { queryRun } from './query-runs.ts';

const ResultDocument = z
  .object(hal)
  .meta({ id: 'ResultDocument', description: 'Where the rows of a query run are.' });

const oneTable = z.object({ workspace, report, run, queryRun });
const wholeRun = z.object({ workspace, report, run });

export const csvResults = operation({
  id: 'results.csv',
  method: 'GET',
  path: '/api/{workspace}/reports/{report}/runs/{run}/query_runs/{queryRun}/results/content.csv',
  input: oneTable,
  output: z.unknown(),
  accept: 'text/csv, */*',
  stream: 'bytes',
  idempotent: true,
  source: 'documented',
  doc: 'The rows of one query run as CSV, with a header row. It may begin with a byte order mark.',
  callers: restCallers,
});

export const jsonResults = operation({
  id: 'results.json',
  method: 'GET',
  path: '/api/{workspace}/reports/{report}/runs/{run}/query_runs/{queryRun}/results/content.json',
  input: oneTable,
  output: z.unknown(),
  accept: 'application/json, */*',
  stream: 'bytes',
  idempotent: true,
  source: 'documented',
  doc: 'The rows of one query run as a JSON array of objects, one per row, keyed by column.',
  callers: restCallers,
});

export const reportCsvResults = operation({
  id: 'results.reportCsv',
  method: 'GET',
  path: '/api/{workspace}/reports/{report}/runs/{run}/results/content.csv',
  input: wholeRun,
  output: z.unknown(),
  accept: 'text/csv, application/zip, */*',
  stream: 'bytes',
  idempotent: true,
  source: 'documented',
  doc: 'The rows of a whole report run: one CSV, or a zip with one CSV per query. Only the content type tells which; the number of queries does not.',
  callers: restCallers,
});

export const reportJsonResults = operation({
  id: 'results.reportJson',
  method: 'GET',
  path: '/api/{workspace}/reports/{report}/runs/{run}/results/content.json',
  input: wholeRun,
  output: z.unknown(),
  accept: 'application/json, */*',
  stream: 'bytes',
  idempotent: true,
  source: 'documented',
  doc: 'The rows of the first query of a report run as a JSON array. The other queries are left out without a word: read them one by one with `results.json`.',
  callers: restCallers,
});

export const getResult = operation({
  id: 'results.get',
  method: 'GET',
  path: '/api/{workspace}/reports/{report}/runs/{run}/query_runs/{queryRun}/results',
  input: oneTable,
  output: ResultDocument,
  idempotent: true,
  source: 'observed',
  doc: 'Reads where the rows of one query run are: links to the CSV and the JSON.',
  callers: restCallers,
});

export const latestResultCsv = operation({
  id: 'results.latestCsv',
  method: 'GET',
  path: '/api/{workspace}/reports/{report}/results/content.csv',
  input: z.object({ workspace, report }),
  output: z.unknown(),
  accept: 'text/csv, application/zip, */*',
  stream: 'bytes',
  idempotent: true,
  source: 'observed',
  doc: 'The rows of the latest successful run of a report: one CSV, or a zip with one CSV per query. Only the content type tells which.',
  callers: restCallers,
});
