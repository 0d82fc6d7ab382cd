/** Whether this is a page or a worker of one: whoever reads its code or its memory is the person at the screen. */
export function isPage(): boolean {
  return isGlobal('document') || isGlobal('importScripts');
}

/** Whether the runtime itself has a global: what a polluted `Object.prototype` has makes no page of a server. */
function isGlobal(name: string): boolean {
  let at: unknown = globalThis;
  // A worker inherits its functions.
  while (typeof at === 'object' && at !== null && at !== Object.prototype) {
    if (Object.hasOwn(at, name)) return true;
    at = Object.getPrototypeOf(at);
  }
  return false;
}
