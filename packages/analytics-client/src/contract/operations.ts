import type { WrittenOperation } from '@bimodal/contract';
import * as accounts from './accounts.ts';
import * as apiKeys from './api-keys.ts';
import * as auditLogs from './audit-logs.ts';
import * as charts from './charts.ts';
import * as collectionMemberships from './collection-memberships.ts';
import * as collectionPermissions from './collection-permissions.ts';
import * as collections from './collections.ts';
import * as credentials from './credentials.ts';
import * as dataSourcePermissions from './data-source-permissions.ts';
import * as dataSources from './data-sources.ts';
import * as datasetFields from './dataset-fields.ts';
import * as datasetRuns from './dataset-runs.ts';
import * as datasets from './datasets.ts';
import * as definitions from './definitions.ts';
import * as discovery from './discovery.ts';
import * as emailMemberships from './email-memberships.ts';
import * as formFields from './form-fields.ts';
import * as groupMemberships from './group-memberships.ts';
import * as groups from './groups.ts';
import * as invites from './invites.ts';
import * as memberships from './memberships.ts';
import * as pdfExports from './pdf-exports.ts';
import * as queries from './queries.ts';
import * as queryRuns from './query-runs.ts';
import * as reportFilters from './report-filters.ts';
import * as reportRunActions from './report-run-actions.ts';
import * as reportRunQueries from './report-run-queries.ts';
import * as reportRuns from './report-runs.ts';
import * as reportSchedules from './report-schedules.ts';
import * as reportSettings from './report-settings.ts';
import * as reportSubscriptions from './report-subscriptions.ts';
import * as reports from './reports.ts';
import * as results from './results.ts';
import * as signatureTokens from './signature-tokens.ts';
import * as slackMemberships from './slack-memberships.ts';

/** Every operation of Mode Analytics that this client knows, in the order of the reference. */
export const operations: readonly WrittenOperation[] = [
  credentials.verifyCredential,
  accounts.getAccount,
  accounts.currentAccount,
  apiKeys.getApiKey,
  collections.listCollections,
  collections.getCollection,
  collections.createCollection,
  collections.updateCollection,
  collections.deleteCollection,
  collectionPermissions.listCollectionPermissions,
  collectionPermissions.createCollectionPermission,
  collectionPermissions.getCollectionPermission,
  collectionPermissions.updateCollectionPermission,
  collectionPermissions.deleteCollectionPermission,
  collectionMemberships.listCollectionMemberships,
  collectionMemberships.createCollectionMembership,
  collectionMemberships.getCollectionMembership,
  collectionMemberships.deleteCollectionMembership,
  reports.listReportsInCollection,
  reports.listReports,
  reports.getReport,
  reports.createReport,
  reports.updateReport,
  reports.archiveReport,
  reports.unarchiveReport,
  reports.listReportsInDataSource,
  reports.listReportsInDataset,
  reports.deleteReport,
  reportSettings.purgeReports,
  reportSettings.updateReportSettings,
  reportSettings.syncReportToGithub,
  reportRuns.listReportRuns,
  reportRuns.createReportRun,
  reportRuns.getReportRun,
  reportRunQueries.createReportRunWithQueries,
  reportRunActions.refreshReportRunDatasets,
  reportRunActions.cancelReportRun,
  reportRunActions.cloneReportRun,
  reportRunActions.duplicateReportRun,
  reportRunActions.getReportRunDuplicate,
  formFields.listFormFields,
  queries.listQueries,
  queries.getQuery,
  queries.createQuery,
  queries.updateQuery,
  queries.deleteQuery,
  charts.listCharts,
  charts.getChart,
  charts.createChart,
  charts.updateChart,
  charts.deleteChart,
  queryRuns.listQueryRuns,
  queryRuns.listQueryRunsInQuery,
  queryRuns.getQueryRun,
  results.csvResults,
  results.jsonResults,
  results.reportCsvResults,
  results.reportJsonResults,
  results.getResult,
  results.latestResultCsv,
  pdfExports.getPdfExport,
  pdfExports.downloadPdfExport,
  reportFilters.listReportFilters,
  reportFilters.createReportFilter,
  reportFilters.getReportFilter,
  reportFilters.updateReportFilter,
  reportFilters.deleteReportFilter,
  reportFilters.updateReportFilterBatch,
  reportSchedules.listReportSchedules,
  reportSchedules.getReportSchedule,
  reportSchedules.createReportSchedule,
  reportSchedules.updateReportSchedule,
  reportSchedules.listReportSchedulesInDataset,
  reportSchedules.bulkDeleteReportSchedules,
  reportSchedules.deleteReportSchedule,
  reportSubscriptions.listReportSubscriptions,
  reportSubscriptions.listReportSubscriptionsInSchedule,
  reportSubscriptions.createReportSubscription,
  reportSubscriptions.getReportSubscription,
  reportSubscriptions.updateReportSubscription,
  reportSubscriptions.deleteReportSubscription,
  emailMemberships.listEmailMemberships,
  emailMemberships.createEmailMembership,
  emailMemberships.getEmailMembership,
  emailMemberships.deleteEmailMembership,
  slackMemberships.listSlackMemberships,
  slackMemberships.createSlackMembership,
  slackMemberships.getSlackMembership,
  slackMemberships.deleteSlackMembership,
  dataSources.listDataSources,
  dataSources.getDataSource,
  dataSources.updateDataSource,
  dataSources.createSchemaUpdate,
  dataSources.purgeDataSource,
  dataSourcePermissions.listDataSourcePermissions,
  dataSourcePermissions.createDataSourcePermission,
  dataSourcePermissions.getDataSourcePermission,
  dataSourcePermissions.updateDataSourcePermission,
  dataSourcePermissions.deleteDataSourcePermission,
  datasets.listDatasetsInCollection,
  datasets.listDatasetsInDataSource,
  datasets.getDataset,
  datasets.updateDataset,
  datasets.deleteDataset,
  datasetRuns.listDatasetRuns,
  datasetRuns.createDatasetRun,
  datasetRuns.getDatasetRun,
  datasetFields.listDatasetFields,
  datasetFields.listDatasetFieldDescriptions,
  datasetFields.createDatasetFieldDescription,
  datasetFields.updateDatasetFieldDescription,
  datasetFields.deleteDatasetFieldDescription,
  definitions.listDefinitions,
  definitions.createDefinition,
  definitions.getDefinition,
  definitions.updateDefinition,
  definitions.deleteDefinition,
  definitions.executeDefinition,
  definitions.syncDefinitionToGithub,
  memberships.listMemberships,
  memberships.listMembershipsLite,
  memberships.getMembership,
  memberships.deleteMembership,
  invites.createInvite,
  groups.listGroups,
  groups.createGroup,
  groups.getGroup,
  groups.updateGroup,
  groups.deleteGroup,
  groupMemberships.listGroupMemberships,
  groupMemberships.createGroupMembership,
  groupMemberships.getGroupMembership,
  groupMemberships.deleteGroupMembership,
  auditLogs.listAuditLogs,
  signatureTokens.createSignatureToken,
  signatureTokens.deleteSignatureToken,
  discovery.listDiscoveryReports,
  discovery.listDiscoveryReportStats,
  discovery.listDiscoveryQueries,
  discovery.listDiscoveryCharts,
  discovery.listDiscoveryCollections,
  discovery.listDiscoveryMembers,
];
