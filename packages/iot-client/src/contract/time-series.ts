import { operation } from '@bimodal/contract';
import { z } from 'zod';
import { moduleOfHome, name } from './fields.ts';
import {
  aggregated,
  aggregation,
  asked,
  covered,
  deleting,
  info,
  listing,
  making,
  paths,
  raw,
  reading,
  readingPoints,
  resolution,
  rows,
  span,
  timeZone,
} from './measuring.ts';

const series = name('The series: letters, digits, `-`, `_` and `:`, at most 128.');

const TimeSeriesInfo = z
  .object({ id: z.string().describe('Identifies it in its module.'), ...info })
  .meta({ id: 'TimeSeriesInfo', description: 'Numbers over time.' });

const TimeSeriesSpan = z
  .object({
    seriesId: z.string(),
    ...covered,
  })
  .meta({ id: 'TimeSeriesSpan', description: 'The time that a series covers.' });

const TimeSeriesData = z
  .object({ seriesId: z.string(), ...aggregated, data: rows })
  .meta({ id: 'TimeSeriesData', description: 'One row for each interval that has points.' });

const TimeSeriesPoints = z
  .object({ seriesId: z.string(), ...asked, data: rows })
  .meta({ id: 'TimeSeriesPoints', description: 'One row for each point.' });

const one = { ...moduleOfHome, series };

export const listTimeSeries = operation({
  id: 'timeSeries.list',
  path: paths.allSeries,
  output: z.array(TimeSeriesInfo),
  ...listing,
});

export const createTimeSeries = operation({
  id: 'timeSeries.create',
  path: paths.allSeries,
  input: z.object({ ...moduleOfHome, id: series, timeZone }),
  output: TimeSeriesInfo,
  ...making,
  source: 'inferred',
  doc: 'Makes a series before its first point comes, so that it has a time zone.',
});

export const getTimeSeries = operation({
  id: 'timeSeries.get',
  path: paths.oneSeries,
  input: z.object(one),
  output: TimeSeriesInfo,
  ...reading,
  doc: 'Reads what a series is.',
});

export const deleteTimeSeries = operation({
  id: 'timeSeries.delete',
  path: paths.oneSeries,
  input: z.object(one),
  ...deleting,
  doc: 'Deletes a series with all its points.',
});

export const getTimeSeriesRange = operation({
  id: 'timeSeries.getRange',
  path: `${paths.oneSeries}/timeRange`,
  input: z.object(one),
  output: TimeSeriesSpan,
  ...reading,
  doc: 'Says when the first and the last point were.',
});

export const getTimeSeriesData = operation({
  id: 'timeSeries.getData',
  path: `${paths.oneSeries}/data`,
  input: z.object({ ...one, ...span, aggregation, resolution }),
  output: TimeSeriesData,
  ...reading,
  doc: 'Reads points, drawn together for each interval.',
});

export const getTimeSeriesPoints = operation({
  id: 'timeSeries.getPoints',
  path: `${paths.oneSeries}/data`,
  input: z.object({ ...one, ...raw }),
  output: TimeSeriesPoints,
  ...readingPoints,
});

export const deleteTimeSeriesData = operation({
  id: 'timeSeries.deleteData',
  path: `${paths.oneSeries}/data`,
  input: z.object({ ...one, ...span }),
  ...deleting,
  doc: 'Deletes the points of a span.',
});
