import { z } from 'zod';

/** A whole number between two, both included. */
export function whole(least: number, most: number): z.ZodNumber {
  const error = `a whole number from ${least} to ${most}`;
  return z.number(error).int(error).min(least, error).max(most, error);
}

/** One of a few words. */
export function word<const T extends readonly [string, ...string[]]>(words: T) {
  return z.enum(words, words.join(' or '));
}

/** Text that says something. */
export const text: z.ZodString = z.string('a text').min(1, 'a text');

/** A switch. */
export const flag: z.ZodBoolean = z.boolean('true or false');

const anAddress = 'a URL (http or https)';

/** An address to send to. */
export const webUrl = z
  .string(anAddress)
  .refine((url) => /^https?:\/\//.test(url) && URL.canParse(url), anAddress);

/** An object with these fields and no others. */
export function fields<T extends z.ZodRawShape>(shape: T) {
  return z.strictObject(shape, {
    // Without a word of its own, a stranger among the fields is told by its name.
    error: ({ code }) =>
      code === 'invalid_type' ? `an object with ${Object.keys(shape).join(', ')}` : undefined,
  });
}

/** A function; what it takes and gives back is seen when it is called. */
export function callable<T extends (...args: never) => unknown>() {
  return z.custom<T>((value) => typeof value === 'function', 'a function');
}
