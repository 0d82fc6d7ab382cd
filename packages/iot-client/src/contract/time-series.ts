import { nothing, operation } from '@bimodal/contract';
import { z } from 'zod';
import { moduleOfHome, name, timestamp } from './fields.ts';
import { aggregated, aggregation, asked, info, raw, resolution, rows, span, timeZone } from './measuring.ts';

const series = name('The series: letters, digits, `-`, `_` and `:`, at most 128.');

const TimeSeriesInfo = z
  .object({ id: z.string().describe('Identifies it in its module.'), ...info })
  .meta({ id: 'TimeSeriesInfo', description: 'Numbers over time.' });

const TimeSeriesSpan = z
  .object({
    seriesId: z.string(),
    begin: timestamp('When the first point was.').nullish(),
    end: timestamp('When the last point was.').nullish(),
  })
  .meta({ id: 'TimeSeriesSpan', description: 'The time that a series covers.' });

const TimeSeriesData = z
  .object({ seriesId: z.string(), ...aggregated, data: rows })
  .meta({ id: 'TimeSeriesData', description: 'One row for each interval that has points.' });

const TimeSeriesPoints = z
  .object({ seriesId: z.string(), ...asked, data: rows })
  .meta({ id: 'TimeSeriesPoints', description: 'One row for each point.' });

export const listTimeSeries = operation({
  id: 'timeSeries.list',
  method: 'GET',
  path: '/homes/{home}/smartModules/{module}/timeSeries',
  input: z.object(moduleOfHome),
  output: z.array(TimeSeriesInfo),
  page: { style: 'whole', items: '' },
  idempotent: true,
  callers: ['user', 'project'],
  source: 'observed',
  doc: 'Lists what a module has measured in a home.',
});

export const createTimeSeries = operation({
  id: 'timeSeries.create',
  method: 'POST',
  path: '/homes/{home}/smartModules/{module}/timeSeries',
  input: z.object({ ...moduleOfHome, id: series, timeZone }),
  output: TimeSeriesInfo,
  idempotent: false,
  callers: ['user', 'project'],
  status: 201,
  source: 'inferred',
  doc: 'Makes a series before its first point comes, so that it has a time zone.',
});

export const getTimeSeries = operation({
  id: 'timeSeries.get',
  method: 'GET',
  path: '/homes/{home}/smartModules/{module}/timeSeries/{series}',
  input: z.object({ ...moduleOfHome, series }),
  output: TimeSeriesInfo,
  idempotent: true,
  callers: ['user', 'project'],
  source: 'observed',
  doc: 'Reads what a series is.',
});

export const deleteTimeSeries = operation({
  id: 'timeSeries.delete',
  method: 'DELETE',
  path: '/homes/{home}/smartModules/{module}/timeSeries/{series}',
  input: z.object({ ...moduleOfHome, series }),
  output: nothing,
  status: 204,
  idempotent: true,
  callers: ['user', 'project'],
  source: 'observed',
  doc: 'Deletes a series with all its points.',
});

export const getTimeSeriesRange = operation({
  id: 'timeSeries.getRange',
  method: 'GET',
  path: '/homes/{home}/smartModules/{module}/timeSeries/{series}/timeRange',
  input: z.object({ ...moduleOfHome, series }),
  output: TimeSeriesSpan,
  idempotent: true,
  callers: ['user', 'project'],
  source: 'observed',
  doc: 'Says when the first and the last point were.',
});

export const getTimeSeriesData = operation({
  id: 'timeSeries.getData',
  method: 'GET',
  path: '/homes/{home}/smartModules/{module}/timeSeries/{series}/data',
  input: z.object({ ...moduleOfHome, series, ...span, aggregation, resolution }),
  output: TimeSeriesData,
  idempotent: true,
  callers: ['user', 'project'],
  source: 'observed',
  doc: 'Reads points, drawn together for each interval.',
});

export const getTimeSeriesPoints = operation({
  id: 'timeSeries.getPoints',
  method: 'GET',
  path: '/homes/{home}/smartModules/{module}/timeSeries/{series}/data',
  input: z.object({ ...moduleOfHome, series, ...raw }),
  output: TimeSeriesPoints,
  idempotent: true,
  callers: ['user', 'project'],
  source: 'observed',
  doc: 'Reads points as they came, as many as one answer holds. `points` reads a whole span.',
});

export const deleteTimeSeriesData = operation({
  id: 'timeSeries.deleteData',
  method: 'DELETE',
  path: '/homes/{home}/smartModules/{module}/timeSeries/{series}/data',
  input: z.object({ ...moduleOfHome, series, ...span }),
  output: nothing,
  status: 204,
  idempotent: true,
  callers: ['user', 'project'],
  source: 'observed',
  doc: 'Deletes the points of a span.',
});
