/**
 * A shallow copy of somebody's options, own keys only, on an object without a prototype: what a polluted
 * `Object.prototype` says is then nobody's option.
 */
export function ownCopy<T extends object>(options: T): T {
  const bare: unknown = Object.create(null);
  return Object.assign(bare as T, options);
}
