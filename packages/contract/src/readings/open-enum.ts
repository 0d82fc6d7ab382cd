import { z } from 'zod';

/** One of the known words, or a word that the platform added since. Keeps code completion for the known ones. */
export type Open<V extends string> = V | (string & {});

/** For answers: an enum that may grow. Its strict reading takes the known words only. Inputs use `z.enum`. */
export function openEnum<const V extends string>(values: readonly [V, ...V[]]): z.ZodType<Open<V>, Open<V>> {
  return z.string().meta({ open: values });
}
