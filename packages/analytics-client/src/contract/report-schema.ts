import { openEnum } from '@bimodal/contract';
import { z } from 'zod';
import { count, flag, id, text, time } from './fields.ts';
import { hal } from './hal.ts';
import { ReportRun } from './report-runs.ts';

export const ImportedDataset = z
  .object({ token: text.nullish(), name: text.nullish(), ...hal })
  .meta({ id: 'ImportedDataset', description: 'A dataset that a report imports.' });

export const Report = z
  .object({
    token: text.describe('What paths name the report by: 12 hexadecimal characters.'),
    id: id.nullish().describe('Numeric id as a string. Paths take the token.'),
    name: text.nullish().describe('Null while untitled; at most 64 characters.'),
    description: text.nullish(),
    type: openEnum(['Report', 'DatasetReport']).nullish(),
    created_at: time.nullish(),
    updated_at: time.nullish(),
    published_at: time.nullish(),
    edited_at: time.nullish(),
    last_saved_at: time.nullish(),
    last_run_at: time.nullish().describe('When the latest run started.'),
    last_successfully_run_at: time.nullish().describe('When the latest successful run finished.'),
    last_successful_run_token: text.nullish().describe('Null if it never ran successfully.'),
    last_successful_sync_at: time.nullish(),
    thoughtspot_published_at: time.nullish(),
    archived: flag.nullish(),
    space_token: text.nullish().describe('Token of its collection.'),
    account_id: id.nullish(),
    account_username: text.nullish().describe('Username of its workspace.'),
    public: flag.nullish(),
    shared: flag.nullish(),
    full_width: flag.nullish(),
    theme_id: id.nullish(),
    color_mappings: z.record(z.string(), z.unknown()).nullish(),
    manual_run_disabled: flag.nullish(),
    drill_anywhere_enabled: flag.nullish(),
    drilldowns_enabled: flag.nullish(),
    run_privately: flag.nullish(),
    is_embedded: flag.nullish(),
    is_signed: flag.nullish(),
    layout: text.nullish().describe('HTML of the report’s page.'),
    imported_datasets: z.array(ImportedDataset).nullish().describe('Sent for a single report only.'),
    has_imported_datasets: flag.nullish().describe('Sent in lists.'),
    has_schedules_with_invalid_intervals: flag.nullish().describe('Sent in lists, at times.'),
    expected_runtime: z.number().nullish().describe('Seconds.'),
    web_preview_image: text.nullish().describe('URL of an image; it expires within about two minutes.'),
    github_link: text.nullish().describe('Only while GitHub sync is on.'),
    query_count: count.nullish(),
    max_query_count: count.nullish().describe('How many queries a report may hold: 160.'),
    query_preview: text.nullish().describe('About the first 125 characters of its SQL.'),
    chart_count: count.nullish(),
    runs_count: count.nullish(),
    schedules_count: count.nullish(),
    view_count: count.nullish(),
    star: z.unknown().optional().describe('Sent in lists.'),
    dbt_metadata: z.unknown().optional().describe('Sent in lists.'),
    collection_name: text.nullish().describe('Sent in lists of datasets.'),
    collection_token: text.nullish().describe('Sent in lists of datasets.'),
    is_sample: flag.nullish().describe('Sent in lists of datasets.'),
    switch_view_token: text.nullish().describe('Sent in lists of datasets.'),
    flamingo_signature: text.nullish().describe('Internal to the platform.'),
    _embedded: z
      .object({
        report_runs: z.object({ ...hal, _embedded: z.object({ report_runs: z.array(ReportRun) }) }).nullish(),
      })
      .nullish()
      .describe('Its runs, where they are asked for.'),
    ...hal,
  })
  .meta({ id: 'Report', description: 'A report: queries, charts and a layout.' });

export const ReportPage = z
  .object({ ...hal, _embedded: z.object({ reports: z.array(Report) }) })
  .meta({ id: 'ReportPage', description: 'One page of reports.' });
