import type { z } from 'zod';

/** How a complaint says what it is about. */
export interface Wording {
  /** The beginning of `… a whole number from 1 to 9`, for a field by its path: `rateLimit.requests must be`. */
  readonly field: (path: string) => string;
  /** For a field that there is not, and the path of what has it: empty for the whole. */
  readonly unknown: (field: string, place: string) => string;
}

/**
 * What is wrong with a value, in one sentence, or undefined. A schema's messages say what a field is: `true or false`. It goes by
 * own keys: what was put on a prototype is not asked for.
 */
export function complaintAbout(schema: z.ZodType, value: unknown, wording: Wording): string | undefined {
  const issue = schema.safeParse(ownCopy(value)).error?.issues[0];
  if (!issue) return undefined;
  const path = pathOf(issue.path);
  if (issue.code === 'unrecognized_keys') return wording.unknown(issue.keys[0] ?? '', path);
  return path === '' ? issue.message : `${wording.field(path)} ${issue.message}.`;
}

function pathOf(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}

/** Plain objects and lists anew, without prototypes; all else as it is. */
function ownCopy(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null || depth > 8) return value;
  if (Array.isArray(value)) return value.map((each) => ownCopy(each, depth + 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) return value;
  const copy: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [key, each] of Object.entries(value)) copy[key] = ownCopy(each, depth + 1);
  return copy;
}
