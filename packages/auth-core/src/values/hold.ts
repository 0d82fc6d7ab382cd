import { ownCopy } from './own-copy.ts';

/** Deeper than any input is; what nests deeper is left for the encoder to refuse. */
const deepest = 64;

/**
 * A copy of what a caller passed, as deep as plain objects and arrays go, so that what the caller changes while the call
 * is still being prepared changes nothing. Anything else (a signal, a date) is kept as it is.
 */
export function hold<T>(value: T): T {
  return copy(value, new Map(), 0) as T;
}

/** `copies` holds what was copied already: an object that is met again, in a circle too, is copied once. */
function copy(value: unknown, copies: Map<object, object>, depth: number): unknown {
  if (typeof value !== 'object' || value === null || depth > deepest) return value;
  const known = copies.get(value);
  if (known !== undefined) return known;
  // Headers are taken so, too.
  if (value instanceof Headers) return new Headers(value);
  if (value instanceof Map) return new Map(value);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && prototype !== Object.prototype && prototype !== null) return value;
  const made: object = Array.isArray(value) ? [] : {};
  copies.set(value, made);
  for (const [key, each] of Object.entries(value)) {
    // Defined, since assigning to "__proto__" would set a prototype instead; a descriptor inherits `get` like any object.
    const value = copy(each, copies, depth + 1);
    const descriptor = ownCopy({ value, writable: true, enumerable: true, configurable: true });
    Object.defineProperty(made, key, descriptor);
  }
  return made;
}
