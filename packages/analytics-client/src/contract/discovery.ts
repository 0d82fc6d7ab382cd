import { operation } from '@bimodal/contract';
import { z } from 'zod';
import { discoveryCallers } from './callers.ts';
import {
  DiscoveryChartPage,
  DiscoveryCollectionPage,
  DiscoveryMemberPage,
  DiscoveryQueryPage,
  DiscoveryReportPage,
  DiscoveryReportStatPage,
} from './discovery-schema.ts';
import { page, workspace } from './inputs.ts';

const per_page = z.int().min(1).max(1000).optional().describe('1 to 1000. Default: 1000.');
const include_spaces = z
  .literal('all')
  .optional()
  .describe('`all`: what is in personal collections too. Default: without those.');
const accept = 'application/json';

export const listDiscoveryReports = operation({
  id: 'discovery.listReports',
  method: 'GET',
  path: '/batch/{workspace}/reports',
  input: z.object({ workspace, page, per_page, include_spaces }),
  output: DiscoveryReportPage,
  accept,
  page: { style: 'counted', items: 'reports' },
  idempotent: true,
  source: 'documented',
  doc: 'Lists the reports of the workspace, a thousand a page. What it tells is about a day old.',
  callers: discoveryCallers,
});

export const listDiscoveryReportStats = operation({
  id: 'discovery.listReportStats',
  method: 'GET',
  path: '/batch/{workspace}/report_stats',
  input: z.object({ workspace, page, per_page, include_spaces }),
  output: DiscoveryReportStatPage,
  accept,
  page: { style: 'counted', items: 'report_stats' },
  idempotent: true,
  source: 'documented',
  doc: 'Lists how much each report of the workspace is used, and by whom.',
  callers: discoveryCallers,
});

export const listDiscoveryQueries = operation({
  id: 'discovery.listQueries',
  method: 'GET',
  path: '/batch/{workspace}/queries',
  input: z.object({ workspace, page, per_page, include_spaces }),
  output: DiscoveryQueryPage,
  accept,
  page: { style: 'counted', items: 'queries' },
  idempotent: true,
  source: 'documented',
  doc: 'Lists the queries of the workspace, with their SQL.',
  callers: discoveryCallers,
});

export const listDiscoveryCharts = operation({
  id: 'discovery.listCharts',
  method: 'GET',
  path: '/batch/{workspace}/charts',
  input: z.object({ workspace, page, per_page, include_spaces }),
  output: DiscoveryChartPage,
  accept,
  page: { style: 'counted', items: 'charts' },
  idempotent: true,
  source: 'documented',
  doc: 'Lists the charts of the workspace.',
  callers: discoveryCallers,
});

export const listDiscoveryCollections = operation({
  id: 'discovery.listCollections',
  method: 'GET',
  path: '/batch/{workspace}/spaces',
  input: z.object({ workspace, page, per_page }),
  output: DiscoveryCollectionPage,
  accept,
  page: { style: 'counted', items: 'spaces' },
  idempotent: true,
  source: 'documented',
  doc: 'Lists the collections of the workspace.',
  callers: discoveryCallers,
});

export const listDiscoveryMembers = operation({
  id: 'discovery.listMembers',
  method: 'GET',
  path: '/batch/{workspace}/members',
  input: z.object({ workspace, page, per_page }),
  output: DiscoveryMemberPage,
  accept,
  page: { style: 'counted', items: 'memberships' },
  idempotent: true,
  source: 'documented',
  doc: 'Lists the members of the workspace, and when each was last active.',
  callers: discoveryCallers,
});
