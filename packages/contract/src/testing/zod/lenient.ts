import { z } from 'zod';
import type { Schema } from '../../operation.ts';
import { reading } from './reading.ts';
import { defOf } from '../../readings/schema.ts';

/** How answers are read: unknown keys are kept, and an enum takes words that were added since. */
export const lenient: <T>(schema: Schema<T>) => z.ZodType<T> = reading({
  unknownKeys: z.unknown(),
  openWords: true,
  replace(node) {
    const def = defOf(node);
    const isWords =
      def.type === 'enum' && Object.values(def.entries).every((value) => typeof value === 'string');
    return isWords ? z.string() : undefined;
  },
});
