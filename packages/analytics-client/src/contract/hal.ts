import { z } from 'zod';

/** A HAL link. */
export const Link = z
  .object({
    href: z.string().describe('Relative to the origin (`/api/…`); absolute for `web` and for result files.'),
    templated: z.boolean().nullish().describe('Whether `href` is a URI template. Sent only when true.'),
  })
  .meta({ id: 'Link', description: 'A link to a related resource.' });

export const Form = z
  .object({
    method: z.string().nullish().describe('HTTP method, in lower case.'),
    action: z.string().nullish().describe('Where to send it. Some lack the `/api` prefix.'),
    content_type: z.string().nullish(),
    input: z.record(z.string(), z.unknown()).nullish().describe('Fields by their wrapper key.'),
  })
  .meta({ id: 'Form', description: 'A write that the resource offers. Undocumented, and not always right.' });

/** What nearly every resource carries beside its own fields. */
export const hal = {
  _links: z.record(z.string(), Link).nullish().describe('Related resources, by relation.'),
  _forms: z.record(z.string(), Form).nullish().describe('Writes that the resource offers, by name.'),
};
