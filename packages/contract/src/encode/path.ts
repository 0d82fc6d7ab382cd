/** A path template in parts: text that stands as it is, and the names of parameters, in turns. */
export interface Template {
  /** One more than parameters: what stands before, between and after them. */
  readonly texts: readonly string[];
  readonly parameters: readonly string[];
}

export function templateOf(path: string): Template {
  const parts = path.split(/\{(\w+)\}/);
  return {
    texts: parts.filter((_, index) => index % 2 === 0),
    parameters: parts.filter((_, index) => index % 2 === 1),
  };
}

/**
 * A path parameter as one segment of a path, or what is wrong with it: an empty one, `.` or `..` would address another
 * resource.
 */
export function segmentOf(value: unknown): { readonly text: string } | { readonly fault: string } {
  if (value === undefined) return { fault: missing };
  if (typeof value !== 'string' && typeof value !== 'number')
    return { fault: 'must be a string or a number' };
  const text = String(value);
  if (text === '') return { fault: 'is empty: it is part of the path' };
  if (text === '.' || text === '..') return { fault: `must not be "${text}": it is part of the path` };
  const encoded = percentEncode(text);
  return encoded === undefined ? { fault: notUnicode } : { text: encoded };
}

export const missing = 'is missing: it is part of the path, and neither the call nor the client names it';
export const notUnicode = 'is not well-formed Unicode: it contains half of a surrogate pair';

/** `encodeURIComponent`, or undefined where that throws. */
export function percentEncode(text: string): string | undefined {
  try {
    return encodeURIComponent(text);
  } catch {
    return undefined;
  }
}
