import { nothing, operation } from '@bimodal/contract';
import { z } from 'zod';
import { restCallers } from './callers.ts';
import { count, text, time } from './fields.ts';
import { hal } from './hal.ts';
import { query, report, token, workspace } from './inputs.ts';

const view = z.record(z.string(), z.unknown());

export const Chart = z
  .object({
    token: text,
    view: view.nullish().describe('The chart of version 1; empty on version 2.'),
    view_version: count.nullish().describe('1: `view` holds the chart; 2: `view_vegas` does.'),
    view_vegas: view
      .nullish()
      .describe('The chart of version 2: title (HTML-encoded), `chartType`, encoding, format.'),
    created_at: time.nullish(),
    updated_at: time.nullish(),
    color_palette_token: text.nullish(),
    color_palette: z.record(z.string(), z.unknown()).nullish().describe('Sent where it has one.'),
    switch_view_token: text.nullish(),
    ...hal,
  })
  .meta({ id: 'Chart', description: 'A chart of a query.' });

const ChartList = z
  .object({ ...hal, _embedded: z.object({ charts: z.array(Chart) }) })
  .meta({ id: 'ChartList', description: 'The charts of a query.' });

const chart = token.describe('Token of the chart.');
const place = { workspace, report, query };
const viewOrText = z.union([view, z.string()]);
const written = {
  view: viewOrText.optional().describe('The chart of version 1: an object, or the same as JSON text.'),
  view_vegas: viewOrText.optional().describe('The chart of version 2: an object, or the same as JSON text.'),
  view_version: z.union([z.literal(1), z.literal(2)]).optional(),
  color_palette_token: token.nullish().describe('Null, as charts without one give it, takes it away.'),
};

export const listCharts = operation({
  id: 'charts.list',
  method: 'GET',
  path: '/api/{workspace}/reports/{report}/queries/{query}/charts',
  input: z.object(place),
  output: ChartList,
  page: { style: 'whole', items: '_embedded.charts' },
  idempotent: true,
  source: 'documented',
  doc: 'Lists the charts of a query, all at once.',
  callers: restCallers,
});

export const getChart = operation({
  id: 'charts.get',
  method: 'GET',
  path: '/api/{workspace}/reports/{report}/queries/{query}/charts/{chart}',
  input: z.object({ ...place, chart }),
  output: Chart,
  idempotent: true,
  source: 'documented',
  doc: 'Reads one chart.',
  callers: restCallers,
});

export const createChart = operation({
  id: 'charts.create',
  method: 'POST',
  path: '/api/{workspace}/reports/{report}/queries/{query}/charts',
  input: z.object({ ...place, ...written }),
  wrapper: 'chart',
  output: Chart,
  idempotent: false,
  destructive: false,
  source: 'observed',
  doc: 'Adds a chart to a query. Known from the form that charts carry; copy the view of a chart that is there.',
  callers: restCallers,
});

export const updateChart = operation({
  id: 'charts.update',
  method: 'PATCH',
  path: '/api/{workspace}/reports/{report}/queries/{query}/charts/{chart}',
  input: z.object({ ...place, chart, ...written }),
  wrapper: 'chart',
  output: Chart,
  idempotent: true,
  destructive: false,
  source: 'observed',
  doc: 'Changes a chart. Known from the form that charts carry.',
  callers: restCallers,
});

export const deleteChart = operation({
  id: 'charts.delete',
  method: 'DELETE',
  path: '/api/{workspace}/reports/{report}/queries/{query}/charts/{chart}',
  input: z.object({ ...place, chart }),
  output: nothing,
  idempotent: true,
  destructive: true,
  source: 'observed',
  doc: 'Deletes a chart. Known from the form that charts carry.',
  callers: restCallers,
});
