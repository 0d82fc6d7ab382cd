import type { Operation } from '@bimodal/contract';
import * as collections from './collections.ts';
import * as credentials from './credentials.ts';
import * as queries from './queries.ts';
import * as queryRuns from './query-runs.ts';
import * as reportRuns from './report-runs.ts';
import * as reportSchedules from './report-schedules.ts';
import * as reports from './reports.ts';
import * as results from './results.ts';

/** Every operation of Mode Analytics that this client knows, in the order of the reference. */
export const operations: readonly Operation[] = [
  credentials.verifyCredential,
  collections.listCollections,
  collections.getCollection,
  reports.listReportsInCollection,
  reports.getReport,
  reports.createReport,
  reports.updateReport,
  reports.archiveReport,
  reports.unarchiveReport,
  reportRuns.listReportRuns,
  reportRuns.createReportRun,
  reportRuns.getReportRun,
  queries.listQueries,
  queries.getQuery,
  queries.createQuery,
  queries.updateQuery,
  queryRuns.listQueryRuns,
  queryRuns.getQueryRun,
  results.csvResults,
  results.jsonResults,
  results.reportCsvResults,
  results.reportJsonResults,
  reportSchedules.listReportSchedules,
  reportSchedules.getReportSchedule,
  reportSchedules.createReportSchedule,
  reportSchedules.deleteReportSchedule,
];
