import { z } from 'zod';

/** Numeric ids were numbers until 2023 and are strings since; callers always see strings. */
export const id = z.string().meta({ wire: 'string|number' });

/** ISO 8601, UTC, with milliseconds, as the platform writes it. */
export const time = z.string();

export const text = z.string();
export const flag = z.boolean();
export const count = z.int();

/** A report parameter's value: text, number, date as text, or the chosen values of a multiselect. */
export const ParameterValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.union([z.string(), z.number()])),
]);

/** Values of a report's Liquid parameters, by their name. */
export const Parameters = z.record(z.string(), ParameterValue);
