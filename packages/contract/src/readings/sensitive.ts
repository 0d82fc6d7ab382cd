import { z } from 'zod';

/** A field that holds a secret, in an input or an answer: errors of its operation carry no excerpt of either. */
export const sensitive: z.ZodString = z.string().meta({ sensitive: true });
