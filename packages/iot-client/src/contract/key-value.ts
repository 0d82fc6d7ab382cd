import { z } from 'zod';
import { timestamp } from './fields.ts';

export const KeyValue = z
  .object({
    key: z.string(),
    value: z.unknown().describe('Any JSON value.'),
    modificationTime: timestamp('When it was last written.').nullish(),
  })
  .meta({ id: 'KeyValue', description: 'One value of a store, and its key.' });
