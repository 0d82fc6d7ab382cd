/** Deeper than any input is; what nests deeper, or contains itself, is left for the encoder to refuse. */
const deepest = 64;

/**
 * A copy of what a caller passed, as deep as plain objects and arrays go, so that what the caller changes while the call
 * is still being prepared changes nothing. Anything else (a signal, a date) is kept as it is.
 */
export function hold<T>(value: T): T {
  return copy(value, 0) as T;
}

function copy(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || depth > deepest) return value;
  if (Array.isArray(value)) return Array.from(value, (each) => copy(each, depth + 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, copy(each, depth + 1)]));
}
