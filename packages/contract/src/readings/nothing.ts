import { z } from 'zod';

/** An answer without content that matters: whatever the platform sends, the caller gets `undefined`. */
export const nothing: z.ZodType<void, void> = z.any().meta({ nothing: true });
