import { z } from 'zod';
import { count, id, text, time } from './fields.ts';
import { Link } from './hal.ts';
import { Pagination } from './pagination.ts';

const emails = z.array(text).nullish();
const links = z.record(z.string(), Link.nullable()).nullish();

export const DiscoveryReport = z
  .object({
    token: text,
    id: id.nullish(),
    name: text.nullish(),
    description: text.nullish(),
    created_at: time.nullish(),
    edited_at: time.nullish(),
    updated_at: time.nullish(),
    last_successfully_run_at: time.nullish(),
    last_viewed_at: time.nullish(),
    last_run_at: time.nullish(),
    last_run_token: text.nullish(),
    last_run_state: text.nullish(),
    creator_email: text.nullish(),
    space_id: id.nullish(),
    space_token: text.nullish().describe('Token of its collection.'),
    report_url: text.nullish().describe('Relative to the origin.'),
    _links: links,
  })
  .meta({ id: 'DiscoveryReport', description: 'A report as the Discovery API tells of it.' });

export const DiscoveryReportStat = z
  .object({
    report_token: text,
    report_id: id.nullish(),
    active_schedules_count: count.nullish(),
    explorations_count: count.nullish(),
    view_count: count.nullish(),
    recent_manual_run_creators_emails: emails,
    scheduled_run_creators_emails: emails,
    editors_emails: emails,
    _links: links,
  })
  .meta({ id: 'DiscoveryReportStat', description: 'How much a report is used, and by whom.' });

export const DiscoveryQuery = z
  .object({
    token: text,
    id: id.nullish(),
    name: text.nullish(),
    raw_query: text.nullish(),
    creator_email: text.nullish(),
    data_source_token: text.nullish(),
    report_id: id.nullish(),
    report_token: text.nullish(),
    space_id: id.nullish(),
    space_token: text.nullish(),
    _links: links,
  })
  .meta({ id: 'DiscoveryQuery', description: 'A query as the Discovery API tells of it.' });

export const DiscoveryChart = z
  .object({
    token: text,
    id: id.nullish(),
    chart_type: text.nullish(),
    chart_title: text.nullish(),
    query_id: id.nullish(),
    query_token: text.nullish(),
    report_id: id.nullish(),
    report_token: text.nullish(),
    space_id: id.nullish(),
    space_token: text.nullish(),
    report_creator_email: text.nullish(),
    exploration_url: text.nullish(),
    _links: links,
  })
  .meta({ id: 'DiscoveryChart', description: 'A chart as the Discovery API tells of it.' });

export const DiscoveryCollection = z
  .object({
    token: text,
    id: id.nullish(),
    name: text.nullish(),
    description: text.nullish(),
    space_type: text.nullish(),
    default_access: text.nullish(),
    space_url: text.nullish().describe('Relative to the origin.'),
    _links: links,
  })
  .meta({ id: 'DiscoveryCollection', description: 'A collection as the Discovery API tells of it.' });

export const DiscoveryMember = z
  .object({
    token: text.nullish(),
    id: id.nullish(),
    state: text.nullish(),
    member_email: text.nullish(),
    member_token: text.nullish(),
    member_username: text.nullish(),
    banned_at: time.nullish(),
    activated_at: time.nullish(),
    last_report_created_at: time.nullish(),
    last_report_viewed_at: time.nullish(),
    last_report_run_at: time.nullish(),
    last_day_engaged: text.nullish(),
    last_day_api_engaged: text.nullish(),
    last_day_in_app_engaged: text.nullish(),
    total_days_engaged: z.union([z.int(), z.string()]).nullish().describe('Documented as text.'),
    last_exploration_created_at: time.nullish(),
    last_exploration_updated_at: time.nullish(),
    _links: links,
  })
  .meta({ id: 'DiscoveryMember', description: 'A member as the Discovery API tells of them.' });

const around = { pagination: Pagination.nullish(), _links: links };

export const DiscoveryReportPage = z
  .object({ ...around, reports: z.array(DiscoveryReport) })
  .meta({ id: 'DiscoveryReportPage', description: 'One page of reports.' });

export const DiscoveryReportStatPage = z
  .object({ ...around, report_stats: z.array(DiscoveryReportStat) })
  .meta({ id: 'DiscoveryReportStatPage', description: 'One page of report statistics.' });

export const DiscoveryQueryPage = z
  .object({ ...around, queries: z.array(DiscoveryQuery) })
  .meta({ id: 'DiscoveryQueryPage', description: 'One page of queries.' });

export const DiscoveryChartPage = z
  .object({ ...around, charts: z.array(DiscoveryChart) })
  .meta({ id: 'DiscoveryChartPage', description: 'One page of charts.' });

export const DiscoveryCollectionPage = z
  .object({ ...around, spaces: z.array(DiscoveryCollection) })
  .meta({ id: 'DiscoveryCollectionPage', description: 'One page of collections.' });

export const DiscoveryMemberPage = z
  .object({ ...around, memberships: z.array(DiscoveryMember) })
  .meta({ id: 'DiscoveryMemberPage', description: 'One page of members.' });
