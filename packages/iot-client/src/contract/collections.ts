import { nothing, operation } from '@bimodal/contract';
import { z } from 'zod';
import { moduleOfHome, name, timestamp } from './fields.ts';
import { aggregated, aggregation, asked, info, raw, resolution, rows, span, timeZone } from './measuring.ts';

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
    begin: timestamp('When the first point was.').nullish(),
    end: timestamp('When the last point was.').nullish(),
  })
  .meta({ id: 'CollectionSpan', description: 'The time that a collection covers.' });

const CollectionData = z
  .object({ collectionId: z.string(), ...aggregated, data: rows })
  .meta({ id: 'CollectionData', description: 'One row for each interval that has points.' });

const CollectionPoints = z
  .object({ collectionId: z.string(), ...asked, data: rows })
  .meta({ id: 'CollectionPoints', description: 'One row for each point.' });

export const listCollections = operation({
  id: 'collections.list',
  method: 'GET',
  path: '/homes/{home}/smartModules/{module}/collections',
  input: z.object(moduleOfHome),
  output: z.array(CollectionInfo),
  page: { style: 'whole', items: '' },
  idempotent: true,
  callers: ['user', 'project'],
  source: 'observed',
  doc: 'Lists what a module has measured in a home.',
});

export const createCollection = operation({
  id: 'collections.create',
  method: 'POST',
  path: '/homes/{home}/smartModules/{module}/collections',
  input: z.object({ ...moduleOfHome, id: collection, timeZone }),
  output: CollectionInfo,
  idempotent: false,
  callers: ['user', 'project'],
  status: 201,
  source: 'documented',
  doc: 'Makes a collection before its first point comes, so that it has a time zone.',
});

export const getCollection = operation({
  id: 'collections.get',
  method: 'GET',
  path: '/homes/{home}/smartModules/{module}/collections/{collection}',
  input: z.object({ ...moduleOfHome, collection }),
  output: CollectionInfo,
  idempotent: true,
  callers: ['user', 'project'],
  source: 'observed',
  doc: 'Reads what a collection is.',
});

export const deleteCollection = operation({
  id: 'collections.delete',
  method: 'DELETE',
  path: '/homes/{home}/smartModules/{module}/collections/{collection}',
  input: z.object({ ...moduleOfHome, collection }),
  output: nothing,
  status: 204,
  idempotent: true,
  callers: ['user', 'project'],
  source: 'observed',
  doc: 'Deletes a collection with all its points.',
});

export const getCollectionRange = operation({
  id: 'collections.getRange',
  method: 'GET',
  path: '/homes/{home}/smartModules/{module}/collections/{collection}/timeRange',
  input: z.object({ ...moduleOfHome, collection }),
  output: CollectionSpan,
  idempotent: true,
  callers: ['user', 'project'],
  source: 'observed',
  doc: 'Says when the first and the last point were.',
});

export const getCollectionData = operation({
  id: 'collections.getData',
  method: 'GET',
  path: '/homes/{home}/smartModules/{module}/collections/{collection}/data',
  input: z.object({
    ...moduleOfHome,
    collection,
    ...span,
    aggregation,
    resolution,
    selectValues: z.string().min(1).describe('Names of values, with commas; one at least.'),
  }),
  output: CollectionData,
  idempotent: true,
  callers: ['user', 'project'],
  source: 'observed',
  doc: 'Reads points, drawn together for each interval.',
});

export const getCollectionPoints = operation({
  id: 'collections.getPoints',
  method: 'GET',
  path: '/homes/{home}/smartModules/{module}/collections/{collection}/data',
  input: z.object({
    ...moduleOfHome,
    collection,
    ...raw,
    selectValues: z.string().min(1).describe('Names of values, with commas; one at least.'),
    selectTags: z.string().optional().describe('Names of tags, with commas.'),
  }),
  output: CollectionPoints,
  idempotent: true,
  callers: ['user', 'project'],
  source: 'observed',
  doc: 'Reads points as they came, as many as one answer holds. `points` reads a whole span.',
});

export const deleteCollectionData = operation({
  id: 'collections.deleteData',
  method: 'DELETE',
  path: '/homes/{home}/smartModules/{module}/collections/{collection}/data',
  input: z.object({ ...moduleOfHome, collection, ...span }),
  output: nothing,
  status: 204,
  idempotent: true,
  callers: ['user', 'project'],
  source: 'observed',
  doc: 'Deletes the points of a span.',
});
