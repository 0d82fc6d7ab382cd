import { nothing, openEnum, operation } from '@bimodal/contract';
import { z } from 'zod';
import { restCallers } from './callers.ts';
import { count, flag, id, text, time } from './fields.ts';
import { hal } from './hal.ts';
import { page, report, token, workspace } from './inputs.ts';
import { Pagination } from './pagination.ts';

const filterTypes = ['SINGLE', 'MULTI', 'RANGE'] as const;
const controlTypes = ['LIST', 'DROPDOWN', 'RANGE'] as const;
const variableTypes = ['CONTINUOUS', 'DISCRETE'] as const;
const options = z.record(z.string(), z.unknown());

export const ReportFilter = z
  .object({
    token: text,
    id: id.nullish(),
    report_id: id.nullish(),
    name: text.nullish(),
    row_order: count.nullish(),
    formula: text.nullish().describe('The field, such as `[region]`; one filter per formula and report.'),
    data_type: text.nullish(),
    formula_type: text.nullish(),
    hide_select_all: z.union([flag, text]).nullish().describe('Documented as text.'),
    show_relevant_values_only: flag.nullish(),
    filter_type: openEnum(filterTypes).nullish(),
    control_type: openEnum(controlTypes).nullish(),
    variable_type: openEnum(variableTypes).nullish(),
    options: options.nullish(),
    created_at: time.nullish(),
    updated_at: time.nullish(),
    ...hal,
  })
  .meta({ id: 'ReportFilter', description: 'A filter that readers of a report may set.' });

const ReportFilterPage = z
  .object({
    ...hal,
    _embedded: z.object({ report_filters: z.array(ReportFilter) }),
    pagination: Pagination.nullish(),
  })
  .meta({ id: 'ReportFilterPage', description: 'Filters of a report.' });

const filter = token.describe('Token of the filter.');
const published = 'The reference names some of the values only; the platform checks them.';
const kinds = {
  filter_type: z.string().describe(`SINGLE, MULTI, RANGE. ${published}`),
  control_type: z.string().describe(`LIST, DROPDOWN, RANGE. ${published}`),
  variable_type: z.string().describe(`CONTINUOUS, DISCRETE. ${published}`),
};
const shape = {
  name: z.string(),
  formula: z.string().describe('The field, such as `[region]`; a second filter on one formula is a 400.'),
  data_type: z.string().describe('Such as `STRING`.'),
  ...kinds,
  formula_type: z.string().optional(),
  options: options.optional(),
  next_filter_token: z
    .string()
    .optional()
    .describe('Token of the filter that it comes before; an empty string puts it last.'),
};

export const listReportFilters = operation({
  id: 'reportFilters.list',
  method: 'GET',
  path: '/api/{workspace}/reports/{report}/filters',
  input: z.object({ workspace, report, page }),
  output: ReportFilterPage,
  page: { style: 'counted', items: '_embedded.report_filters' },
  idempotent: true,
  source: 'documented',
  doc: 'Lists the filters of a report.',
  callers: restCallers,
});

export const createReportFilter = operation({
  id: 'reportFilters.create',
  method: 'POST',
  path: '/api/{workspace}/reports/{report}/filters',
  input: z.object({ workspace, report, ...shape }),
  wrapper: 'report_filter',
  output: ReportFilter,
  idempotent: false,
  destructive: false,
  source: 'documented',
  doc: 'Adds a filter to a report.',
  callers: restCallers,
});

export const getReportFilter = operation({
  id: 'reportFilters.get',
  method: 'GET',
  path: '/api/{workspace}/reports/{report}/filters/{filter}',
  input: z.object({ workspace, report, filter }),
  output: ReportFilter,
  idempotent: true,
  source: 'documented',
  doc: 'Reads one filter of a report.',
  callers: restCallers,
});

export const updateReportFilter = operation({
  id: 'reportFilters.update',
  method: 'PATCH',
  path: '/api/{workspace}/reports/{report}/filters/{filter}',
  input: z.object({
    workspace,
    report,
    filter,
    name: shape.name.optional(),
    formula: shape.formula.optional(),
    data_type: shape.data_type.optional(),
    filter_type: kinds.filter_type.optional(),
    control_type: kinds.control_type.optional(),
    variable_type: kinds.variable_type.optional(),
    formula_type: shape.formula_type,
    options: shape.options,
    next_filter_token: shape.next_filter_token,
    hide_select_all: z.boolean().optional(),
    show_relevant_values_only: z.boolean().optional(),
  }),
  wrapper: 'report_filter',
  output: ReportFilter,
  idempotent: true,
  destructive: false,
  source: 'documented',
  doc: 'Changes a filter of a report.',
  callers: restCallers,
});

export const deleteReportFilter = operation({
  id: 'reportFilters.delete',
  method: 'DELETE',
  path: '/api/{workspace}/reports/{report}/filters/{filter}',
  input: z.object({ workspace, report, filter }),
  output: nothing,
  idempotent: true,
  destructive: true,
  source: 'documented',
  doc: 'Deletes a filter of a report.',
  callers: restCallers,
});

export const updateReportFilterBatch = operation({
  id: 'reportFilters.updateBatch',
  method: 'PATCH',
  path: '/api/{workspace}/reports/{report}/filters/update_batch',
  input: z.object({
    workspace,
    report,
    filters: z
      .array(z.object({ token: filter, options }))
      .min(1)
      .describe('The filters to set, each with all of its options.'),
  }),
  wrapper: 'report',
  output: nothing,
  idempotent: true,
  destructive: true,
  source: 'observed',
  doc: 'Sets the options of several filters at once. Known from the form that reports carry; what it answers is not.',
  callers: restCallers,
});
