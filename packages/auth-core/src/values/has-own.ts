/** Tells the members of a union apart by a property of its own: `in` would find what a polluted prototype says, too. */
export function hasOwn<T extends object, K extends PropertyKey>(
  object: T,
  key: K,
): object is Extract<T, Readonly<Record<K, unknown>>> {
  return Object.hasOwn(object, key);
}
