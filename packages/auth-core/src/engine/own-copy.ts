/**
 * A shallow copy of somebody's options, own keys only, on an object without a prototype: what a polluted
 * `Object.prototype` says is then nobody's option.
 */
export function ownCopy<T extends object>(options: T): T {
  const copy: T = Object.create(null);
  for (const key of Object.keys(options)) Reflect.set(copy, key, Reflect.get(options, key));
  return copy;
}
