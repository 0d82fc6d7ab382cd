import { nothing, operation } from '@bimodal/contract';
import { z } from 'zod';
import { moduleOfHome } from './fields.ts';

const Video = z
  .object({
    homeId: z.int().nullish(),
    searchKey: z.string().describe('The key that it is found by.'),
    video: z.string().nullish().describe('Where it is.'),
    thumbnail: z.string().nullish().describe('Where a picture of it is.'),
  })
  .meta({ id: 'Video', description: 'A video that a device sent.' });

export const listVideos = operation({
  id: 'videos.list',
  method: 'GET',
  path: '/homes/{home}/smartModules/{module}/videos',
  input: z.object({
    ...moduleOfHome,
    searchKeyPrefix: z.string().optional().describe('Those whose keys begin so.'),
    searchKeys: z.string().optional().describe('Those with these keys, with commas. Give one of the two.'),
    sortBy: z.string().optional().describe('`searchKey:asc` (default) or `searchKey:desc`.'),
    skip: z.int().min(0).optional().describe('How many to pass over. Default 0.'),
    limit: z.int().min(1).max(100).meta({
      description: 'How many at most in one answer. Said, since the last page is known by it.',
      default: 20,
    }),
  }),
  output: z.array(Video),
  page: { style: 'range', items: '' },
  idempotent: true,
  callers: ['user', 'project'],
  source: 'documented',
  doc: 'Lists the videos of a home.',
});

export const deleteVideo = operation({
  id: 'videos.delete',
  method: 'DELETE',
  path: '/homes/{home}/smartModules/{module}/videos',
  input: z.object({ ...moduleOfHome, searchKey: z.string().describe('The key of the videos.') }),
  output: nothing,
  idempotent: true,
  destructive: true,
  callers: ['user', 'project'],
  status: 204,
  source: 'observed',
  doc: 'Deletes all videos with a key.',
});
