/** Whether the runtime itself has a global: what a polluted `Object.prototype` has is none. */
export function isGlobal(name: string): boolean {
  let at: unknown = globalThis;
  // Workers and workerd inherit theirs.
  while (typeof at === 'object' && at !== null && at !== Object.prototype) {
    if (Object.hasOwn(at, name)) return true;
    at = Object.getPrototypeOf(at);
  }
  return false;
}
