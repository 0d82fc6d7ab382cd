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

const collection = name('The collection: letters, digits, `-`, `_` and `:`, at most 128.');

const CollectionInfo = z
  .object({
    id: z.string().describe('Identifies it in its module.'),
    ...info,
    valueNames: z.array(z.string()).nullish().describe('The numbers that its points have.'),
    tagNames: z.array(z.string()).nullish().describe('The texts that its points have.'),
  })
  .meta({ id: 'CollectionInfo', description: 'Several numbers, and tags, over time.' });

const CollectionSpan = z
  .object({
    collectionId: z.string(),
    ...covered,
  })
  .meta({ id: 'CollectionSpan', description: 'The time that a collection covers.' });

const CollectionData = z
  .object({ collectionId: z.string(), ...aggregated, data: rows })
  .meta({ id: 'CollectionData', description: 'One row for each interval that has points.' });

const CollectionPoints = z
  .object({ collectionId: z.string(), ...asked, data: rows })
  .meta({ id: 'CollectionPoints', description: 'One row for each point.' });

const selectValues = z.string().min(1).describe('Names of values, with commas; one at least.');

const one = { ...moduleOfHome, collection };

export const listCollections = operation({
  id: 'collections.list',
  path: paths.allCollections,
  output: z.array(CollectionInfo),
  ...listing,
});

export const createCollection = operation({
  id: 'collections.create',
  path: paths.allCollections,
  input: z.object({ ...moduleOfHome, id: collection, timeZone }),
  output: CollectionInfo,
  ...making,
  source: 'documented',
  doc: 'Makes a collection before its first point comes, so that it has a time zone.',
});

export const getCollection = operation({
  id: 'collections.get',
  path: paths.oneCollection,
  input: z.object(one),
  output: CollectionInfo,
  ...reading,
  doc: 'Reads what a collection is.',
});

export const deleteCollection = operation({
  id: 'collections.delete',
  path: paths.oneCollection,
  input: z.object(one),
  ...deleting,
  doc: 'Deletes a collection with all its points.',
});

export const getCollectionRange = operation({
  id: 'collections.getRange',
  path: `${paths.oneCollection}/timeRange`,
  input: z.object(one),
  output: CollectionSpan,
  ...reading,
  doc: 'Says when the first and the last point were.',
});

export const getCollectionData = operation({
  id: 'collections.getData',
  path: `${paths.oneCollection}/data`,
  input: z.object({ ...one, ...span, aggregation, resolution, selectValues }),
  output: CollectionData,
  ...reading,
  doc: 'Reads points, drawn together for each interval.',
});

export const getCollectionPoints = operation({
  id: 'collections.getPoints',
  path: `${paths.oneCollection}/data`,
  input: z.object({
    ...one,
    ...raw,
    selectValues,
    selectTags: z.string().optional().describe('Names of tags, with commas.'),
  }),
  output: CollectionPoints,
  ...readingPoints,
});

export const deleteCollectionData = operation({
  id: 'collections.deleteData',
  path: `${paths.oneCollection}/data`,
  input: z.object({ ...one, ...span }),
  ...deleting,
  doc: 'Deletes the points of a span.',
});
