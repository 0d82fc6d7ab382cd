import { operation } from '@bimodal/contract';
import { z } from 'zod';
import { moduleOfHome } from './fields.ts';
import { span } from './measuring.ts';

const Export = z
  .object({
    dataUrl: z.string().describe('Where the packed CSV files will be.'),
    statusUrl: z.string().nullish().describe('Where to ask whether they are.'),
  })
  .meta({ id: 'Export', description: 'An export that was started.' });

export const createExport = operation({
  id: 'exports.create',
  method: 'POST',
  path: '/homes/{home}/smartModules/{module}/export',
  input: z.object({
    ...moduleOfHome,
    ...span,
    seriesIds: z.array(z.string()).optional().describe('Which series.'),
    collectionIds: z.array(z.string()).optional().describe('Which collections.'),
    includeHeader: z.boolean().optional().describe('Whether the files of collections begin with names.'),
    padding: z.enum(['0', 'null']).optional().describe('What stands where there is nothing.'),
    fileNames: z.array(z.string()).optional().describe('What the files are called, in the order of the ids.'),
  }),
  output: Export,
  idempotent: false,
  destructive: false,
  callers: ['user', 'project'],
  source: 'documented',
  doc: 'Starts the export of series and collections as CSV files.',
});
