import { z } from 'zod';
import type { Schema } from '../../operation.ts';
import { marksOf } from '../../readings/marks.ts';
import { reading } from './reading.ts';

/**
 * How requests are read, and what the emulator itself writes: an unknown key is an issue, and an open enum takes its
 * known words only.
 */
export const strict: <T>(schema: Schema<T>) => z.ZodType<T> = reading({
  unknownKeys: z.never(),
  openWords: false,
  replace(node) {
    const { open } = marksOf(node);
    return open && z.enum(open);
  },
});
