/** A copy of options by own keys: a prototype polluted later, or an object changed later, changes nothing that was made with them. */
export function ownCopy<T extends object>(options: T): T {
  return Object.assign(Object.create(null) as T, options);
}
