/** A copy, by own keys, without a prototype: what a polluted `Object.prototype` adds is not in it. */
export function bare<T extends object>(own?: T): T {
  const empty: unknown = Object.create(null);
  return Object.assign(empty as T, own);
}
