import type { ReportSettings } from './report-settings-json.ts';
import type { ReportRow } from '../kernel/rows.ts';
import type { World } from '../kernel/world.ts';

/** The themes by name, and the numbers that stand for them. */
const themes: readonly (readonly [string, number])[] = [
  ['Mode Dark', 1],
  ['Mode Grey', 2],
  ['Mode Light', 3],
  ['Mode Subway', 5],
];

/** What a report says can be done with it. Source: `_forms` of reports as captured. */
export function reportForms(
  { workspace, id }: World,
  row: ReportRow,
  settings: ReportSettings,
  lastRun: string | undefined,
): Record<string, unknown> {
  const self = `/api/${workspace.username}/reports/${row.token}`;
  return {
    edit: {
      method: 'patch',
      action: self,
      input: {
        report: {
          name: { type: 'text', value: row.name },
          description: { type: 'text', value: row.description ?? '' },
          account_id: { type: 'text', value: id(workspace.id) },
          space_token: { type: 'text', value: row.collection },
          color_mappings: { type: 'text', value: {} },
          published: { type: 'text', value: false },
        },
      },
    },
    destroy: { method: 'delete', action: self },
    archive: { method: 'patch', action: `${self}/archive` },
    unarchive: { method: 'patch', action: `${self}/unarchive` },
    batch_edit_filters: {
      method: 'patch',
      action: `${self}/filters/update_batch`,
      input: { report: { 'filters[]': { token: { type: 'text' }, options: { type: 'text' } } } },
    },
    ...(lastRun === undefined
      ? {}
      : {
          clone: {
            method: 'post',
            // Without `/api`: so it was seen, twice.
            action: `/${workspace.username}/reports/${row.token}/runs/${lastRun}/clone`,
            input: { owner_id: { type: 'text', value: id(workspace.id) } },
          },
        }),
    update_settings: {
      method: 'patch',
      action: `${self}/update_settings`,
      input: {
        report: {
          theme: { type: 'select', options: themes, value: settings.theme ?? 3 },
          full_width: choice(settings.full_width),
          manual_run_disabled: choice(settings.manual_run_disabled),
        },
      },
    },
  };
}

function choice(value: boolean | undefined): Record<string, unknown> {
  return { type: 'select', options: [true, false], value: value ?? false };
}
